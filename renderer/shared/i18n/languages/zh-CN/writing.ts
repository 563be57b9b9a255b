/** 除了普通文字还能写什么。 */
// 每条文字一行，无论多长。
// prettier-ignore
const writing = {
  'writing.spoilerShow': '隐藏的文字，点按显示。',
  'writing.code': '代码',
  'writing.copyCode': '复制代码',
  'writing.everybody': '所有人',
  'writing.everybodyHint': '房间里的每个人',
  'writing.notInRoom': '不在本房间',
  'writing.optionsLabel': '建议',
  'writing.options_other': '{{count}} 条建议',
} as const;

export default writing;
