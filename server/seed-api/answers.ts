import type { Response } from 'express';

/** The original's answers have HTTP status 200 whatever happened; what happened stands in here. */
export const CODE = {
  ok: 0,
  /** Something about the request: bad input, a wrong password, not signed in. */
  refused: 5000,
  /** Something about the host. */
  failed: 5001,
} as const;

export type Code = (typeof CODE)[keyof typeof CODE];

/** Every answer of the original. */
export interface Envelope {
  code: Code;
  data: object;
  msg: string;
}

/** The sentences of the document, word for word. */
export const MESSAGE = {
  ok: '成功',
  signedIn: '登陆成功',
  signedOut: '退出登录',
} as const;

/** An upload that succeeded, though not where the admin wanted the picture. */
export function keptHere(imageHosts: readonly string[]): string {
  return `${MESSAGE.ok}，图床 ${imageHosts.join('、')} 没有接收，图片保存在本机`;
}

export function answer(response: Response, data: object, msg: string = MESSAGE.ok): void {
  send(response, { code: CODE.ok, data, msg });
}

export function refuse(response: Response, code: Code, msg: string, data: object = {}): void {
  send(response, { code, data, msg });
}

function send(response: Response, envelope: Envelope): void {
  response.json(envelope);
}
