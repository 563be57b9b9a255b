import type { ControlMessage, ControlRequest } from '../../../server/protocol/control.ts';
import type { ServerChild } from '../../../main/server-process/server-child.ts';

/** A run of the host whose every word a test decides. */
export class ScriptedChild implements ServerChild {
  readonly sent: ControlRequest[] = [];
  wasKilled = false;
  private readonly listeners: ((message: ControlMessage) => void)[] = [];
  private onEnd: (code: number) => void = () => undefined;

  send(request: ControlRequest): void {
    this.sent.push(request);
  }
  onMessage(listener: (message: ControlMessage) => void): void {
    this.listeners.push(listener);
  }
  onExit(listener: (code: number) => void): void {
    this.onEnd = listener;
  }
  kill(): void {
    this.wasKilled = true;
    this.end(137);
  }

  say(message: ControlMessage): void {
    for (const listener of this.listeners) listener(message);
  }
  end(code: number): void {
    this.onEnd(code);
  }
  /** The newest request of this type. Throws where there is none. */
  asked<Type extends ControlRequest['type']>(type: Type): Extract<ControlRequest, { type: Type }> {
    const found = this.sent.findLast((request) => request.type === type);
    if (found === undefined) throw new Error(`The host was not asked for ${type}.`);
    return found as Extract<ControlRequest, { type: Type }>;
  }
  listen(): void {
    this.say({
      type: 'listening',
      port: 8322,
      isSetUp: true,
      suggestedServerName: 'Ridge House',
      state: {} as Extract<ControlMessage, { type: 'listening' }>['state'],
    });
  }
}
