import type { Json } from '#src/plumbing/database/database.ts';
import type { Generated } from 'kysely';

export type LetterYearsRow = {
  year: number;
  last_number: number;
};

export type LettersRow = {
  id: Generated<string>;
  year: number;
  number: number;
  protocol: string;
  call_id: string;
  application_id: string;
  kind: string;
  subject_it: string;
  subject_en: string;
  content: Json;
  recipients: number;
  issued_at: string;
  issued_by: string | null;
  sha256: string | null;
};

declare module '#src/plumbing/database/database.ts' {
  interface Database {
    letter_years: LetterYearsRow;
    letters: LettersRow;
  }
}
