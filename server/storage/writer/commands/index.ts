import * as accounts from './accounts.ts';
import * as messages from './change-message.ts';
import { dropFile, dropStaleFiles, storeFile } from './files.ts';
import { confirmMessage, remindOfMessage } from './confirm-message.ts';
import { postMessage } from './post-message.ts';
import { setMeta } from './meta.ts';
import { moveReadMarkers } from './read-markers.ts';
import * as rooms from './rooms.ts';
import * as upkeep from './upkeep.ts';

/** Everything that can be written, by name. Each runs inside the writer's transaction, on its thread. */
export const COMMANDS = {
  postMessage,
  editMessage: messages.editMessage,
  deleteMessage: messages.deleteMessage,
  reactToMessage: messages.reactToMessage,
  confirmMessage,
  remindOfMessage,
  storeFile,
  dropFile,
  dropStaleFiles,
  createRoom: rooms.createRoom,
  openDirectRoom: rooms.openDirectRoom,
  joinRoom: rooms.joinRoom,
  leaveRoom: rooms.leaveRoom,
  addMembers: rooms.addMembers,
  updateRoom: rooms.updateRoom,
  createOwner: accounts.createOwner,
  createOwnerAtHost: accounts.createOwnerAtHost,
  createAccount: accounts.createAccount,
  openSession: accounts.openSession,
  openWindowSession: accounts.openWindowSession,
  endSession: accounts.endSession,
  updateAccount: accounts.updateAccount,
  moveReadMarkers,
  layOut: upkeep.layOut,
  setMeta,
  renameServer: upkeep.renameServer,
  trimEventLog: upkeep.trimEventLog,
  touchSessions: upkeep.touchSessions,
};

type Commands = typeof COMMANDS;
export type CommandName = keyof Commands;
export type CommandInput<Name extends CommandName> = Parameters<Commands[Name]>[1];
export type CommandOutput<Name extends CommandName> = ReturnType<Commands[Name]>;
