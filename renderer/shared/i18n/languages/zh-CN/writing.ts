/** 除了普通文字还能写什么。 */
// 每条文字一行，无论多长。
// prettier-ignore
const writing = {
  'writing.spoilerShow': '隐藏的文字，点按显示。',
  'writing.code': '代码',
  'writing.copyCode': '复制代码',
} as const;

export default writing;
