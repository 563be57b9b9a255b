import type { Texts } from './texts.ts';

export const zhCN: Texts = {
  state: {
    starting: '正在启动…',
    firstRun: '还没有设置好',
    on: (count) => (count === 0 ? '灯亮着，还没有人来' : `灯亮着，${count} 人在这里`),
    paused: (count) => (count === 0 ? '暂不接待新朋友' : `暂不接待新朋友，${count} 人在这里`),
    restarting: '刚才停了一下，正在重新启动…',
    problem: '主机没有运行',
    keepingAwake: '正在让这台电脑保持唤醒',
  },

  tray: {
    openChat: '打开聊天',
    openHostScreen: '主机屏幕',
    finishSetUp: '设置主机…',
    copyJoinLink: '复制加入链接',
    pauseJoining: '暂不接待新朋友',
    keepAwake: '有人在时不休眠',
    startAtLogin: '登录后自动启动',
    restartServer: '重新启动主机',
    openLogs: '打开日志文件夹',
    quit: '退出 Porchlight',
  },

  menu: {
    about: '关于 Porchlight',
    services: '服务',
    hide: '隐藏 Porchlight',
    hideOthers: '隐藏其他',
    showAll: '全部显示',
    file: '文件',
    closeWindow: '关闭窗口',
    edit: '编辑',
    undo: '撤销',
    redo: '重做',
    cut: '剪切',
    copy: '复制',
    paste: '粘贴',
    pasteAsPlainText: '粘贴为纯文本',
    selectAll: '全选',
    view: '显示',
    reload: '刷新',
    actualSize: '实际大小',
    zoomIn: '放大',
    zoomOut: '缩小',
    fullScreen: '全屏',
    developerTools: '开发者工具',
    window: '窗口',
    minimize: '最小化',
    zoomWindow: '缩放',
    bringAllToFront: '前置全部窗口',
    help: '帮助',
    checkForUpdates: '检查更新',
  },

  notice: {
    mention: (sender, room) => `${sender} 在「${room}」提到了你`,
    unseen: (count) => `有 ${count} 条给你的新消息`,
    stillHostingTitle: 'Porchlight 还亮着',
    stillHosting: '窗口关了，主机仍在运行。要退出，请点托盘或菜单栏里的灯笼。',
  },

  about: {
    purpose: '一台电脑作主机，同一网络里的人都能聊天，不需要互联网。',
    licence: '自由软件，采用 MIT 许可证。',
    versions: (electron, chrome, node) => `Electron ${electron}，Chromium ${chrome}，Node.js ${node}`,
  },

  quit: {
    title: '退出 Porchlight？',
    question: (count) => `还有 ${count} 人在这里。`,
    detail: '退出后大家都不能聊天，直到你再次打开 Porchlight。消息不会丢。',
    quit: '退出',
    stay: '继续运行',
  },

  link: {
    title: '打开另一台主机？',
    question: (address) => `有个链接想打开 ${address} 的聊天。`,
    detail: '它不是在你的网络里自动找到的。请确认信得过给你链接的人，再打开。',
    open: '打开',
    cancel: '取消',
    refusedTitle: '这个链接打不开',
    refused: {
      not_a_link: '这不是 Porchlight 的链接，或者链接不完整。',
      not_on_this_network: '它通向你的网络之外。Porchlight 只打开本地网络里的主机。',
      not_an_address: '链接里没有 Porchlight 能打开的地址。',
    },
  },

  problem: {
    server_not_ready: '主机没能及时启动。',
    server_stopped: '主机意外停止了。',
    server_stuck: '主机没有反应了。',
    server_keeps_stopping: '主机接连停止了好几次，原因可能在日志文件夹里。',
    login_item_failed: '这台电脑不允许 Porchlight 自动启动。',
    settings_not_saved: '设置没能存下来，退出之前仍然有效。',
    nothing_to_copy: '现在没有网络，没有链接可以复制。',
    not_running: '主机现在没有运行。',
    internal: '出了点问题，日志文件夹里也许有说明。',
  },

  update: {
    upToDate: '已经是最新版本。',
    available: (version) => `有新版本 ${version}。`,
    availableByHand: (version) => `有新版本 ${version}。更新地址不是 https，请自己动手安装。`,
    ready: (version) => `退出时会装上版本 ${version}。`,
    failed: {
      unreachable: '更新地址没有回应。',
      not_found: '那个地址上没有更新信息。',
      not_a_feed: '那个地址上的内容不是 Porchlight 的版本列表。',
      not_trusted: '更新没有通过校验，已经丢弃。',
      unsupported: '这份 Porchlight 不能自己更新，请手动安装新版本。',
      internal: '检查更新失败，原因可能在日志文件夹里。',
    },
  },

  common: {
    ok: '好',
  },
};
