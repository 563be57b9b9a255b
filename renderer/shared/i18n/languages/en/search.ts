/** Looking for messages, and the links to them. */
// One text a line, however long.
// prettier-ignore
const search = {
  'search.open': 'Search',
  'search.title': 'Search',
  'search.close': 'Close search',
  'search.label': 'Search messages',
  'search.scope': 'Where to look',
  'search.everywhere': 'Everywhere',
  'search.thisRoom': 'This room',
  'search.searching': 'Searching…',
  'search.count_one': '{{count}} message found',
  'search.count_other': '{{count}} messages found',
  'search.none': 'No message with “{{text}}”.',
  'search.unknown': 'Nothing here goes by {{filters}}. Check the spelling.',
  'search.indexing': 'Older messages are still being read in. There may be more in a moment.',
  'search.more': 'Show more',
  'search.tipsTitle': 'Words find every message with all of them. These narrow it down:',
  'search.filterFrom': 'from:me',
  'search.filterFromMeans': 'what one person wrote; any name works',
  'search.filterIn': 'in:',
  'search.filterInMeans': 'then a room’s name',
  'search.filterHas': 'has:picture',
  'search.filterHasMeans': 'or has:file, has:link',
  'search.filterBefore': 'before:2026-12-31',
  'search.filterBeforeMeans': 'or after: a day',
  'search.filterPhrase': '“word for word”',
  'search.filterPhraseMeans': 'these words, one after the other',
  'search.messageGone': 'That message isn’t there any more.',
  'timeline.newerFailed': 'Newer messages couldn’t be loaded.',
  'message.copyLink': 'Copy link',
  'message.linkCopied': 'Link copied',
} as const;

export default search;
