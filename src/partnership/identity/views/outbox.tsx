import { showInstant } from '#src/core/time.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { PageHead, Prose, Section } from '#src/ui/head.tsx';
import { EmptyState, StatusChip } from '#src/ui/parts.tsx';
import { identityCopy } from '../copy.ts';

export type MailShown = { id: string; recipient: string; subject: string; body: string; queuedAt: string; sentAt: string | null };

export function OutboxPage({ messages, origin }: { messages: readonly MailShown[]; origin: string }) {
  const t = useCopy(identityCopy);
  const { locale } = usePage();
  return (
    <>
      <PageHead trail={[{ label: t.outbox }]} title={t.outbox} lead={t.outboxLead} />
      {messages.length === 0 && <EmptyState title={t.noMail} />}
      {messages.map((m) => (
        <Section
          key={m.id}
          title={m.subject}
          lead={t.mailTo(m.recipient, showInstant(m.queuedAt, locale))}
          actions={<StatusChip tone={m.sentAt ? 'good' : 'neutral'}>{m.sentAt ? t.mailSent : t.mailStored}</StatusChip>}
        >
          <Prose>
            {m.body
              .trim()
              .split(/\n{2,}/)
              .map((paragraph, i) => (
                <p key={i}>
                  {paragraph
                    .split('\n')
                    .map((line, j) => [j > 0 && <br />, line.startsWith(`${origin}/`) ? <a href={line.slice(origin.length)}>{line}</a> : line])}
                </p>
              ))}
          </Prose>
        </Section>
      ))}
    </>
  );
}
