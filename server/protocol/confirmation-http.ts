/** GET /messages/:id/confirmations, for the sender and those who look after the room. */
export interface ConfirmationsAnswer {
  /** In the order in which they confirmed, also who has left the room since. */
  confirmed: { userId: string; at: string }[];
  /** Who was in the room when the message was sent, still is, and has not confirmed. */
  missing: string[];
  /** Who came later and has not confirmed: nobody asked them. */
  later: string[];
  /** How long until people may be reminded again; 0 where they may be now. */
  remindWaitSeconds: number;
}
