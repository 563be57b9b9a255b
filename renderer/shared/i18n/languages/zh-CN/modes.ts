import type { StringsOf } from '../../strings.ts';
import type english from '../en/modes.ts';

// One text a line, however long.
// prettier-ignore
const modes: StringsOf<typeof english> = {
  'modes.who': '谁可以发言',
  'modes.everyone': '房间里的所有人',
  'modes.keepers': '只有管理房间的人',
  'modes.whoHint': '管理房间的人：房间的创建者、主机的主人和管理员。其他人仍然可以用表情回应。',
  'modes.slow': '慢速模式',
  'modes.slowOff': '关闭',
  'modes.slowHint': '其他人每发一条消息后要等多久。',
  'modes.seconds_other': '{{count}} 秒',
  'modes.minutes_other': '{{count}} 分钟',
  'modes.announceOnly': '这个房间只有管理它的人可以发言。你可以阅读，也可以用表情回应。',
  'modes.slowNote': '慢速模式：每 {{time}}可发一条消息。',
  'modes.slowWait': '慢速模式：{{time}}后可以再发，你写的内容会留在这里。',
  'modes.slowQueued': '慢速模式：{{time}}后发出。',
};

export default modes;
