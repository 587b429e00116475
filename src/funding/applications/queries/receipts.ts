import type { Instant } from '#src/core/time.ts';
import type { Locale } from '#src/core/words.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import { sql } from 'kysely';

export type ReceiptMail = {
  applicationId: string;
  protocol: string;
  submittedAt: Instant;
  sha256: string;
  title: string;
  leadName: string;
  callCode: string;
  /** The protocol of the submission that this one took the place of. */
  replaces: string | null;
  personId: string;
  email: string;
  locale: Locale;
  /** Handed it in; the others belong to an organisation that takes part. */
  submitter: boolean;
};

/**
 * What the mails about these submissions say, and to whom: who handed it in, and the people of every organisation that takes part. Readers are looked up for
 * each submission: an `or` over all people would read the whole table once for each, in the very minutes when many hand in.
 */
export async function receiptMails(db: Reader, protocols: readonly string[]): Promise<ReceiptMail[]> {
  const { rows } = await sql<ReceiptMail>`
    select s.application_id as "applicationId", s.protocol, s.submitted_at as "submittedAt", s.sha256, s.title, lead.legal_name as "leadName",
      v.definition ->> 'officialCode' as "callCode", p.id as "personId", p.email, p.locale,
      p.id = s.submitted_by as submitter,
      (select e.protocol from submissions e where e.application_id = s.application_id and (e.year, e.number) < (s.year, s.number)
        and e.superseded_at = s.submitted_at order by e.year desc, e.number desc limit 1) as replaces
    from submissions s
    join applications a on a.id = s.application_id
    join organisations lead on lead.id = a.lead_id
    join call_versions v on v.id = s.call_version_id
    cross join lateral (
      select s.submitted_by as id
      union
      select op.person_id from application_members m join organisation_people op on op.organisation_id = m.organisation_id
      where m.application_id = s.application_id) reader
    join people p on p.id = reader.id
    where s.protocol = any(${protocols}::text[])
    order by s.year, s.number, submitter desc, p.email`.execute(db as never);
  return rows;
}
