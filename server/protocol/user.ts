/** What a person may do here. `guest` joined with a name alone; `member` has a password. */
export type Role = 'owner' | 'admin' | 'member' | 'guest';

/** A person as everybody on the host may see them. */
export interface User {
  id: string;
  username: string;
  /** A small number as text; pages draw one of their own pictures for it. */
  avatarId: string;
  role: Role;
  createdAt: string;
}

/** A person in the people list. */
export interface Person extends User {
  isOnline: boolean;
}

/** The signed-in person, as they alone see themselves. */
export interface Me extends User {
  hasPassword: boolean;
}
