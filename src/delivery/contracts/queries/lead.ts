import { addressees } from '#src/funding/screening/queries.ts';
import { peopleActingFor } from '#src/partnership/organisations/queries/people.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import type { LetterReader } from '#src/plumbing/letters/issue.ts';

/** Who reads what is written to the lead: those of the application, until another organisation leads; then those who act for it. */
export async function leadReaders(db: Reader, applicationId: string): Promise<LetterReader[]> {
  const lead = await db
    .selectFrom('contracts as c')
    .innerJoin('contract_members as m', 'm.contract_id', 'c.id')
    .innerJoin('applications as a', 'a.id', 'c.application_id')
    .select(['m.organisation_id as id', 'a.lead_id as applied'])
    .where('c.application_id', '=', applicationId)
    .where('m.role', '=', 'lead')
    .where('m.left_on', 'is', null)
    .executeTakeFirst();
  return lead && lead.id !== lead.applied
    ? ((await peopleActingFor(db, [lead.id])) as LetterReader[])
    : ((await addressees(db, [applicationId])) as LetterReader[]);
}
