import type { AddressKind } from '../discovery/network-addresses.ts';
import type { TerminalLanguage } from './locale.ts';

interface GreetingTexts {
  running: (name: string) => string;
  join: string;
  scan: string;
  alsoAt: string;
  thisComputer: string;
  setUp: string;
  setUpNote: string;
  noNetwork: string;
  stops: string;
  noRateLimits: string;
  kinds: Partial<Record<AddressKind, string>>;
}

/** Another language is another entry here and in `TerminalLanguage`. */
export const GREETING_TEXTS: Readonly<Record<TerminalLanguage, GreetingTexts>> = {
  en: {
    running: (name) => `${name} is open.`,
    join: 'Join from any device on this network:',
    scan: 'Or scan this with a phone on the same Wi-Fi:',
    alsoAt: 'If that does not open, try:',
    thisComputer: 'this computer only',
    setUp: 'First, set it up here:',
    setUpNote: 'This link works once and makes you the owner. Keep it to yourself.',
    noNetwork: 'This computer is not on any network, so nobody else can join yet.',
    stops: 'Ctrl+C stops it.',
    noRateLimits:
      'WARNING: rate limits are OFF (--no-rate-limits). Anybody can flood this host. For load tests only.',
    kinds: {
      wifi: 'Wi-Fi',
      ethernet: 'cable',
      vpn: 'VPN',
      tailscale: 'Tailscale',
      docker: 'Docker',
      wsl: 'WSL',
      virtualbox: 'VirtualBox',
      vmware: 'VMware',
      hyperv: 'Hyper-V',
      bridge: 'bridge',
      'link-local': 'direct cable',
      loopback: 'this computer only',
    },
  },
  zh: {
    running: (name) => `“${name}”已开启。`,
    join: '同一网络中的任何设备都可以加入：',
    scan: '或用同一 Wi-Fi 下的手机扫码：',
    alsoAt: '如果打不开，请试试：',
    thisComputer: '仅限本机',
    setUp: '请先在这里完成设置：',
    setUpNote: '此链接只能使用一次，打开的人将成为所有者。请勿转发。',
    noNetwork: '这台电脑没有连接任何网络，其他人暂时无法加入。',
    stops: '按 Ctrl+C 停止。',
    noRateLimits: '警告：已关闭速率限制（--no-rate-limits）。任何人都可以刷屏。仅供负载测试使用。',
    kinds: {
      wifi: 'Wi-Fi',
      ethernet: '有线',
      vpn: 'VPN',
      tailscale: 'Tailscale',
      docker: 'Docker',
      wsl: 'WSL',
      virtualbox: 'VirtualBox',
      vmware: 'VMware',
      hyperv: 'Hyper-V',
      bridge: '网桥',
      'link-local': '直连',
      loopback: '仅限本机',
    },
  },
};
