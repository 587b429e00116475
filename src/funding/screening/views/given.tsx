import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { size } from '#src/ui/fields.tsx';
import { StatusChip, type Tone } from '#src/ui/parts.tsx';
import { Reasons } from '#src/ui/reasons.tsx';
import { repairWords } from '../copy/repairs.ts';
import type { GivenAnswer } from '../queries/repairs.ts';
import type { SignatureSummary } from '../rules.ts';

const signatureTone: Record<SignatureSummary['outcome'], Tone> = { valid: 'good', invalid: 'bad', unsigned: 'warn' };

/** What came in for one item: its file with what its signature is worth, or its words. */
export function Given({ answer, href }: { answer: GivenAnswer | undefined; href: (sha256: string) => string }) {
  const t = useCopy(repairWords);
  const path = useHref();
  const { locale } = usePage();
  if (!answer)
    return (
      <p>
        <StatusChip tone="warn">{t.missing}</StatusChip>
      </p>
    );
  if (answer.text !== null)
    return (
      <blockquote>
        {answer.text.split(/\n{2,}/).map((p, i) => (
          <p key={i}>{p}</p>
        ))}
      </blockquote>
    );
  const { signature } = answer;
  return (
    <>
      <p>
        <a href={path(href(answer.sha256!))}>{answer.fileName}</a> ({size(answer.bytes!, locale)}), {t.uploadedAt(answer.by, answer.at)}{' '}
        {signature && (
          <StatusChip tone={signatureTone[signature.outcome]}>
            {{ valid: t.signatureValid, invalid: t.signatureInvalid, unsigned: t.signatureUnsigned }[signature.outcome]}
          </StatusChip>
        )}
      </p>
      {signature?.reasons && signature.reasons.length > 0 && <Reasons reasons={signature.reasons} />}
    </>
  );
}
