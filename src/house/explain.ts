import type { Reason } from '#src/core/decision.ts';
import { composed, type Locale } from '#src/core/words.ts';
import { identityReasons } from '#src/partnership/identity/copy.ts';
import { organisationReasons } from '#src/partnership/organisations/copy.ts';
import { programmeReasons } from '#src/partnership/programme/copy.ts';
import { findingCopy } from '#src/funding/calls/copy.ts';
import { callReasons } from '#src/funding/calls/copy/pages.ts';
import { applicationsReasons } from '#src/funding/applications/copy.ts';
import { screeningReasons } from '#src/funding/screening/copy.ts';
import { conflictsReasons } from '#src/funding/conflicts/copy.ts';
import { expertsReasons } from '#src/funding/experts/copy.ts';
import { panelsReasons } from '#src/funding/panels/copy.ts';
import { reviewsReasons } from '#src/funding/reviews/copy.ts';
import { rankingReasons } from '#src/funding/rankings/copy/reasons.ts';
import { awardReasons } from '#src/funding/awards/copy.ts';
import { contractsReasons } from '#src/delivery/contracts/copy.ts';
import { projectsReasons } from '#src/delivery/projects/copy/reasons.ts';
import { paymentsReasons } from '#src/delivery/payments/copy/reasons.ts';
import { transfersReasons } from '#src/delivery/payments/copy/transfers.ts';
import { auditReasons } from '#src/delivery/audit/copy.ts';
import { handoverReasons } from '#src/delivery/oversight/handovers/copy.ts';
import { accessReasons } from '#src/funding/access/copy.ts';
import { reportsReasons } from '#src/delivery/reports/copy.ts';
import { galleryReasons } from '#src/ui/gallery.tsx';
import { houseReasons } from './copy.ts';
import { formReasons, type ReasonCopy } from '#src/plumbing/copy.ts';
import { signatureReasons } from '#src/plumbing/signatures/copy.ts';

/** Every room's reasons, gathered. A guard checks that each code that the code can give has words. */
export const allReasons: ReasonCopy = {
  ...formReasons,
  ...signatureReasons,
  ...houseReasons,
  ...galleryReasons,
  ...identityReasons,
  ...(findingCopy as unknown as ReasonCopy),
  ...callReasons,
  ...applicationsReasons,
  ...screeningReasons,
  ...expertsReasons,
  ...conflictsReasons,
  ...reviewsReasons,
  ...panelsReasons,
  ...rankingReasons,
  ...awardReasons,
  ...accessReasons,
  ...reportsReasons,
  ...contractsReasons,
  ...projectsReasons,
  ...paymentsReasons,
  ...transfersReasons,
  ...auditReasons,
  ...handoverReasons,
  ...organisationReasons,
  ...programmeReasons,
};

/** A reason in words. An unknown code shows itself rather than nothing. */
export function explain(reason: Reason, locale: Locale): string {
  const said = allReasons[reason.code]?.[locale];
  if (said === undefined) return reason.code;
  const text = typeof said === 'string' ? said : said(reason.params as never);
  return composed(text, locale);
}
