import { runAckRounds, type AckRoundsSpec } from './ack-rounds.ts';
import { Crowd, type ConnectSpec, type CrowdSpec } from './crowd.ts';
import { runFlow, type FlowSpec } from './flow.ts';
import { readHistoryPages, type HistorySpec } from './history-reads.ts';
import { joinStorm, type JoinStormSpec } from './join-storm.ts';
import { resumeStorm } from './resume-storm.ts';
import { awaitIndex, runSearches, type SearchSpec } from './searches.ts';

/** What a load process can be asked to do, one thing at a time. */
export class Operations {
  private crowd: Crowd | null = null;

  /** Says whom this process plays from now on; those of before are gone. */
  gather(spec: CrowdSpec): void {
    this.crowd?.drop();
    this.crowd = new Crowd(spec);
  }

  connect(spec: ConnectSpec): Promise<number> {
    return this.required().connect(spec);
  }

  flow(spec: FlowSpec) {
    return runFlow(this.required(), spec);
  }

  ackRounds(spec: AckRoundsSpec) {
    return runAckRounds(this.required(), spec);
  }

  joinStorm(spec: JoinStormSpec): Promise<number> {
    return joinStorm(this.required(), spec);
  }

  resumeStorm(missed: number) {
    return resumeStorm(this.required(), missed);
  }

  historyPages(spec: HistorySpec) {
    return readHistoryPages(spec);
  }

  searches(spec: SearchSpec) {
    return runSearches(spec);
  }

  awaitIndex(spec: Parameters<typeof awaitIndex>[0]): Promise<number> {
    return awaitIndex(spec);
  }

  private required(): Crowd {
    if (!this.crowd) throw new Error('nobody was gathered');
    return this.crowd;
  }
}

export type OperationName =
  | 'gather'
  | 'connect'
  | 'flow'
  | 'ackRounds'
  | 'joinStorm'
  | 'resumeStorm'
  | 'historyPages'
  | 'searches'
  | 'awaitIndex';
export type OperationInput<Name extends OperationName> = Parameters<Operations[Name]>[0];
export type OperationOutput<Name extends OperationName> = Awaited<ReturnType<Operations[Name]>>;
