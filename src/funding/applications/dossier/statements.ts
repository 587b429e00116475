import { euros } from '#src/core/money.ts';
import { showDate, showInstant } from '#src/core/time.ts';
import { speak } from '#src/core/words.ts';
import { costCategoryWords, regionWords, researchTypeWords, upperFirst } from '#src/funding/calls/copy/vocabulary.ts';
import { dossierCopy, staffAge, staffContract, staffGender } from '../copy/dossier.ts';
import { applicationsCopy } from '../copy/words.ts';
import type { Proposal } from '../proposal.ts';
import { profileSaid } from '../rules/staff.ts';
import { slotOf } from '../rules/documents.ts';
import type { Statement } from '../rules/comparison.ts';
import { answerSaid, type Within } from './said.ts';

/** Everything that a proposal says, point by point, each under a key that stays the same from version to version. */
export function statementsOf({ call, locale }: Pick<Within, 'call' | 'locale'>, proposal: Proposal): Statement[] {
  const t = speak(applicationsCopy, locale);
  const d = speak(dossierCopy, locale);
  const { facts } = proposal;
  const within: Within = { call, locale, proposal };
  const yesNo = (value: boolean) => (value ? t.yes : t.no);
  const project: [string, string, string][] = [
    ['mainSpoke', t.mainSpoke, facts.mainSpoke === null ? '' : String(facts.mainSpoke)],
    ['spokes', t.otherSpokes, [...facts.spokes].sort((a, b) => a - b).join(', ')],
    ['sector', t.sector, facts.sector ?? ''],
    ['startsOn', t.startsOn, facts.startsOn ? showDate(facts.startsOn, locale) : ''],
    ['duration', t.duration, facts.durationMonths === null ? '' : t.monthsOf(facts.durationMonths)],
    ['wideDissemination', t.wideDissemination, yesNo(facts.wideDissemination)],
    ['mayPublish', t.mayPublish, yesNo(facts.mayPublishResults)],
  ];
  return [
    ...project.map(([key, label, text]) => ({ key: `project.${key}`, where: t.project, label, text })),
    ...call.form.sections.flatMap((section) =>
      section.fields
        .filter((f) => f.kind !== 'document')
        .map((field) => ({
          key: `sections.${section.id}.${field.id}`,
          where: section.title[locale],
          label: field.label[locale],
          text: answerSaid(field, proposal.answers[section.id]?.[field.id], within),
        })),
    ),
    ...facts.members.map((m) => ({
      key: `members.${m.id}`,
      where: t.members,
      label: m.name,
      text: [
        m.role === 'lead' ? t.roleLead : t.rolePartner,
        ...(m.region === '' ? [] : [regionWords(m.region)[locale]]),
        `${t.women}: ${m.staff.women}`,
        `${t.men}: ${m.staff.men}`,
        `${t.under40}: ${m.staff.under40}`,
        `${t.newHires}: ${m.staff.newHires}`,
      ].join('; '),
    })),
    ...(proposal.staff ?? []).map((s) => ({
      key: `staff.${s.organisation}`,
      where: d.staff,
      label: facts.members.find((m) => m.id === s.organisation)?.name ?? s.organisation,
      text: s.lines
        .map((l) =>
          [
            `${l.heads} × ${profileSaid(l, d.notStated)}`,
            l.gender && staffGender[l.gender][locale],
            l.age && staffAge[l.age][locale],
            staffContract[l.contract][locale],
            l.newHire && d.newHire,
            l.personMonths !== null && `${d.personMonths}: ${l.personMonths}`,
          ]
            .filter(Boolean)
            .join(', '),
        )
        .join('\n'),
    })),
    ...facts.members.flatMap((m) =>
      [...m.costs]
        .sort((a, b) => (`${a.category}${a.researchType}` < `${b.category}${b.researchType}` ? -1 : 1))
        .map((c) => ({
          key: `costs.${m.id}.${c.category}.${c.researchType}`,
          where: t.budget,
          label: `${m.name}: ${upperFirst(costCategoryWords[c.category][locale])}, ${researchTypeWords[c.researchType][locale]}`,
          text: euros(c.cents, locale),
        })),
    ),
    ...proposal.documents.map((doc) => ({
      key: `documents.${slotOf(doc.document, doc.organisation)}`,
      where: t.documents,
      label: [call.documents.find((c) => c.id === doc.document)?.title[locale] ?? doc.document, facts.members.find((m) => m.id === doc.organisation)?.name]
        .filter(Boolean)
        .join(', '),
      text: `${doc.fileName}\n${doc.sha256}`,
    })),
    ...(proposal.confirmations ?? []).map((c) => ({
      key: `confirmations.${c.organisation}`,
      where: d.confirmations,
      label: facts.members.find((m) => m.id === c.organisation)?.name ?? c.organisation,
      text: `${c.personName}, ${showInstant(c.confirmedAt, locale)}`,
    })),
  ];
}
