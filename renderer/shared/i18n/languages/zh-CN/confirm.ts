import type { StringsOf } from '../../strings.ts';
import type english from '../en/confirm.ts';

// One text a line, however long.
// prettier-ignore
const confirm: StringsOf<typeof english> = {
  'confirm.ask': '请大家确认收到',
  'confirm.asking': '将请大家确认已读到这条消息。',
  'confirm.askingDirect': '将请 {{name}} 确认已读到这条消息。',
  'confirm.askCancel': '不需要确认',
  'confirm.gotIt': '收到',
  'confirm.wanted': '{{name}} 请大家确认收到。',
  'confirm.wantedDirect': '{{name}} 请你确认收到。',
  'confirm.done': '你已确认收到。',
  'confirm.count': '{{asked}} 人中 {{confirmed}} 人已确认',
  'confirm.all': '所有人都已确认',
  'confirm.pending': '请大家确认收到',
  'confirm.show': '谁确认了？{{state}}',
  'confirm.title': '确认情况',
  'confirm.missing': '还没确认 – {{number}}',
  'confirm.confirmed': '已确认 – {{number}}',
  'confirm.later': '后来才进来，没有问到 – {{number}}',
  'confirm.noneMissing': '问到的人里，还在这里的都确认了。',
  'confirm.noneYet': '还没有人。',
  'confirm.remind_other': '提醒这 {{count}} 个人',
  'confirm.reminded': '已提醒他们。',
  'confirm.remindAgain': '{{time}}后可以再次提醒。',
  'confirm.loading': '正在查看谁确认了…',
  'confirm.strip_other': '这里有 {{count}} 条消息等你确认。',
  'confirm.stripShow': '查看',
  'confirm.badge_other': '{{count}} 条消息待确认',
  'confirm.reminder': '{{name}} 请你确认“{{room}}”里的一条消息。',
  'confirm.reminderDirect': '{{name}} 请你确认一条消息。',
  'confirm.others_other': '还有 {{count}} 人',
  'composer.more': '更多',
};

export default confirm;
