/** 查找消息，以及指向消息的链接。 */
// 每条文字一行，无论多长。
// prettier-ignore
const search = {
  'search.open': '搜索',
  'search.title': '搜索',
  'search.close': '关闭搜索',
  'search.label': '搜索消息',
  'search.scope': '搜索范围',
  'search.everywhere': '全部',
  'search.thisRoom': '本房间',
  'search.searching': '正在搜索…',
  'search.count_other': '找到 {{count}} 条消息',
  'search.none': '没有包含“{{text}}”的消息。',
  'search.unknown': '这里没有 {{filters}}。请检查拼写。',
  'search.indexing': '较早的消息仍在读入，稍后可能会有更多结果。',
  'search.more': '显示更多',
  'search.tipsTitle': '输入词语，会找到同时包含它们的消息。还可以缩小范围：',
  'search.filterFrom': '来自:我',
  'search.filterFromMeans': '某人写的消息，可填任何名字',
  'search.filterIn': '房间:',
  'search.filterInMeans': '后面跟房间名',
  'search.filterHas': '包含:图片',
  'search.filterHasMeans': '或 包含:文件、包含:链接',
  'search.filterBefore': '早于:2026-12-31',
  'search.filterBeforeMeans': '或 晚于: 某一天',
  'search.filterPhrase': '“完整短语”',
  'search.filterPhraseMeans': '这些字连在一起出现',
  'search.messageGone': '那条消息已经不在了。',
  'timeline.newerFailed': '较新的消息无法加载。',
  'message.copyLink': '复制链接',
  'message.linkCopied': '链接已复制',
} as const;

export default search;
