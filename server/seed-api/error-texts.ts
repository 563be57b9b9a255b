import type { AppError, ErrorCode } from '../protocol/errors.ts';
import { LIMITS } from '../protocol/limits.ts';
import { CODE, type Code } from './answers.ts';

/** Refusals in the language of the original's clients. Codes that are not here are told in general words. */
const TEXTS: Partial<Record<ErrorCode, string>> = {
  invalid_json: '请求内容不是有效的 JSON',
  invalid_request: '请求参数有误',
  invalid_username: `用户名须为 ${LIMITS.seedUsernameMinChars} 到 ${LIMITS.seedUsernameMaxChars} 个字符`,
  invalid_password: `密码须为 ${LIMITS.seedPasswordMinChars} 到 ${LIMITS.seedPasswordMaxChars} 个字符`,
  wrong_credentials: '密码错误',
  not_signed_in: '请先登录',
  joining_closed: '主机目前不接受新成员',
  joining_paused: '主机暂停接受新成员，请稍后再试；已有账号的可以登录',
  wrong_pin: '加入这台主机需要 PIN 码，请先在 Porchlight 页面加入',
  setup_required: '主机尚未完成设置',
  origin_not_allowed: '不允许从该网页访问',
  rate_limited: '操作太频繁，请稍后再试',
  room_not_found: '房间不存在',
  room_announce_only: '这个房间只有管理者可以发言',
  slow_mode: '这个房间开启了慢速模式，请稍后再发',
  too_large: '内容太大',
  file_too_large: '文件太大',
  quota_exceeded: '存储空间已用完，文件没有保存',
  not_a_picture: '只能上传图片',
  invalid_upload: '请在表单的 file 字段中上传一个文件',
  unsupported_media_type: '不支持的内容类型',
  too_many_uploads: '正在上传的文件太多，请稍后再试',
  storage_full: '主机磁盘已满，内容没有保存',
  busy: '主机正忙，请稍后再试',
  stopping: '主机正在关闭',
};

export function errorText({ code, status }: AppError): string {
  return TEXTS[code] ?? (status >= 500 ? '系统错误' : '请求有误');
}

export function codeOf({ status }: AppError): Code {
  return status >= 500 ? CODE.failed : CODE.refused;
}
