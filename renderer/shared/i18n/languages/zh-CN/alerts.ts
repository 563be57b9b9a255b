/** 没在看时如何得知新消息。 */
// 每条文字一行，无论多长。
// prettier-ignore
const alerts = {
  'alerts.title': '提醒',
  'alerts.about': '我没在看时，提醒我',
  'alerts.about.me': '私信和提到我的消息',
  'alerts.about.all': '所有消息',
  'alerts.about.nothing': '不提醒',
  'alerts.sound': '播放声音',
  'alerts.notices': '显示系统通知',
  'alerts.ask': '请求浏览器允许',
  'alerts.unasked': '系统通知：还没有问过这个浏览器。',
  'alerts.insecure': '系统通知：浏览器只在 https 或主机本机上允许。此页面通过普通 http 打开，因此改用声音、标签页标题和图标提醒您。',
  'alerts.denied': '系统通知：这个浏览器已拒绝。请在浏览器的网站设置中允许此地址，然后重新载入页面。',
  'alerts.unsupported': '系统通知：这个浏览器不支持。改用声音、标签页标题和图标提醒您。',
} as const;

export default alerts;
