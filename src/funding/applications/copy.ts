import type { ReasonCopy } from '#src/plumbing/copy.ts';
import { dossierReasons } from './copy/dossier.ts';
import { answersReasons } from './reasons/answers.ts';
import { consortiumReasons } from './reasons/consortium.ts';
import { documentsReasons } from './reasons/documents.ts';
import { submissionReasons } from './reasons/submission.ts';
import { togetherReasons } from './reasons/together.ts';

export const applicationsReasons: ReasonCopy = {
  ...answersReasons,
  ...dossierReasons,
  ...consortiumReasons,
  ...documentsReasons,
  ...submissionReasons,
  ...togetherReasons,
};
