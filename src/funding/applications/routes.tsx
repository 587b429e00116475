import type { Door } from '#src/plumbing/http/door.ts';
import { consortiumDoors } from './routes/consortium.tsx';
import { documentDoors } from './routes/documents.tsx';
import { dossierDoors } from './routes/dossier.tsx';
import { listDoors } from './routes/list.tsx';
import { sectionDoors } from './routes/sections.tsx';
import { submissionDoors } from './routes/submission.tsx';
import { tableDoors } from './routes/tables.tsx';
import { togetherDoors } from './routes/together.tsx';
import { uploadDoors } from './routes/uploads.ts';

export const applicationsDoors: Door[] = [
  ...listDoors,
  ...sectionDoors,
  ...tableDoors,
  ...togetherDoors,
  ...consortiumDoors,
  ...documentDoors,
  ...uploadDoors,
  ...dossierDoors,
  ...submissionDoors,
];
