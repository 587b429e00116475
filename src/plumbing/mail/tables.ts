import type { Generated } from 'kysely';

export type MailMessagesRow = {
  id: Generated<string>;
  key: string;
  recipient: string;
  subject: string;
  body: string;
  queued_at: string;
  sent_at: string | null;
  failure: string | null;
};

declare module '#src/plumbing/database/database.ts' {
  interface Database {
    mail_messages: MailMessagesRow;
  }
}
