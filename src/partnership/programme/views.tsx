import { euros, millions, number, percent, shareOf } from '#src/core/money.ts';
import { BarChart, StackedBar } from '#src/ui/charts.tsx';
import { useCopy, usePage } from '#src/ui/context.ts';
import { Progress } from '#src/ui/course.tsx';
import { PageHead, Prose, Section, WithAside } from '#src/ui/head.tsx';
import { Callout, CardGrid, EmptyState, FigureRow, LinkButton } from '#src/ui/parts.tsx';
import { ExampleBadge, SourceNote } from '#src/ui/reasons.tsx';
import { FactList, PlainTable } from '#src/ui/plainTable.tsx';
import { programmeCopy } from './copy.ts';
import type { Founder, Programme, ResearcherCount, Sector, Spoke } from './queries.ts';
import { southFloor } from './rules.ts';

export type AboutProps = { programme: Programme; sectors: readonly Sector[]; founders: readonly Founder[]; projectsBySector: Readonly<Record<string, number>> };

export function AboutPage({ programme, sectors, founders, projectsBySector }: AboutProps) {
  const t = useCopy(programmeCopy);
  const { locale } = usePage();
  const { about, publicCents, privateCents, southFloorPercent } = programme;
  const all = publicCents + privateCents;
  const least = southFloor(publicCents, southFloorPercent);
  return (
    <>
      <PageHead trail={[{ label: t.about }]} kicker={about.kind[locale]} title={programme.name[locale]} lead={about.goal[locale]} />
      <Section title={t.aims} lead={t.aimsLead}>
        <CardGrid cards={about.aims.map((aim, i) => ({ kicker: String(i + 1), title: aim[locale] }))} />
      </Section>
      <Section title={t.lifecycle} lead={about.scope[locale]} band>
        <WithAside aside={<LifecycleRing phases={about.lifecycle.map((p) => p.title[locale])} title={t.lifecycle} description={t.lifecyclePicture} />}>
          <h3>{t.transfer}</h3>
          <Prose>
            <p>{about.transfer[locale]}</p>
          </Prose>
        </WithAside>
      </Section>
      <Section title={t.endowment} id="endowment">
        <StackedBar
          title={t.fundsTitle}
          description={t.endowmentPicture(millions(all, locale), millions(publicCents, locale), millions(privateCents, locale))}
          show={(v) => euros(v, locale)}
          totalSaid={millions(all, locale)}
          headings={[t.fundsSource, t.amount]}
          parts={[
            { label: t.publicFunds, value: publicCents, said: millions(publicCents, locale) },
            { label: t.privateFunds, value: privateCents, said: millions(privateCents, locale) },
          ]}
        />
      </Section>
      <Section title={t.south} id="south" lead={t.southLead(percent(southFloorPercent, locale), millions(least, locale))}>
        <Progress
          label={t.southBar}
          value={southFloorPercent}
          said={percent(southFloorPercent, locale)}
          note={t.ofPublic(euros(least, locale), euros(publicCents, locale))}
        />
      </Section>
      <Section title={t.sectors} id="sectors">
        <CardGrid
          cards={sectors.map((s) => ({
            title: s.name[locale],
            href: `/partners?sector=${s.id}`,
            children: <p>{t.sectorText(founders.filter((f) => f.sector === s.id).length, projectsBySector[s.id] ?? 0)}</p>,
          }))}
        />
      </Section>
      <Section title={t.identity} id="identity">
        <FactList
          facts={[
            { label: t.kind, value: about.kind[locale] },
            { label: t.funder, value: about.funder[locale] },
            { label: t.mission, value: programme.mission[locale] },
            { label: t.hub, value: about.hub.name, note: <SourceNote source={about.hub.source} /> },
            { label: t.projectCode, value: programme.projectCode },
            { label: t.cup, value: programme.cup, note: <SourceNote source={about.codesSource} /> },
          ]}
        />
        <p>
          {t.figuresFrom} <SourceNote source={about.source} />
        </p>
      </Section>
    </>
  );
}

/** The phases as arcs of one circle: what ends is where the next begins. Colours by attribute: the picture stands outside the theme's charts. */
function LifecycleRing({ phases, title, description }: { phases: readonly string[]; title: string; description: string }) {
  const [centre, radius] = [180, 140];
  const step = 360 / phases.length;
  const at = (deg: number, r: number) =>
    [centre + r * Math.sin((deg * Math.PI) / 180), centre - r * Math.cos((deg * Math.PI) / 180)].map((v) => v.toFixed(1)) as [string, string];
  return (
    <svg viewBox="0 0 360 360" width="320" height="320" role="img" aria-label={`${title}. ${description}`}>
      {phases.map((phase, i) => {
        const [from, to] = [i * step + 7, (i + 1) * step - 7];
        const colour = i === phases.length - 1 ? '#b4551a' : '#0b4f4f';
        const [tipX, tipY] = at(to + 5, radius);
        const [lineX, lineY] = at(from + (to - from) / 2, radius - 64);
        return (
          <g key={phase}>
            <path
              d={`M${at(from, radius).join(' ')}A${radius} ${radius} 0 0 1 ${at(to - 3, radius).join(' ')}`}
              fill="none"
              stroke={colour}
              stroke-width="30"
            />
            <path d={`M${at(to - 4, radius - 26).join(' ')}L${tipX} ${tipY}L${at(to - 4, radius + 26).join(' ')}z`} fill={colour} />
            <text x={lineX} y={Number(lineY) + 5} text-anchor="middle" font-size="15" font-weight="600" fill={colour}>
              {phase}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

export function ResearchersPage({ counts, spokes }: { counts: readonly ResearcherCount[]; spokes: readonly Spoke[] }) {
  const t = useCopy(programmeCopy);
  const { locale } = usePage();
  const total = (key: 'researchers' | 'women' | 'newlyHired' | 'under40' | 'examples', rows: readonly ResearcherCount[] = counts) =>
    rows.reduce((sum, r) => sum + r[key], 0);
  const all = total('researchers');
  const bodies = [...new Map(counts.map((c) => [c.organisationId, c.name]))].map(([id, name]) => ({
    id,
    name,
    rows: counts.filter((c) => c.organisationId === id),
  }));
  const bySize = [...bodies].sort((a, b) => total('researchers', b.rows) - total('researchers', a.rows) || a.name.localeCompare(b.name, locale));
  const part = (n: number) => ({ value: number(n, locale), note: t.share(percent(shareOf(n, all), locale)) });
  return (
    <>
      <PageHead
        trail={[{ label: t.researchers }]}
        title={t.researchers}
        lead={t.researchersLead}
        status={total('examples') > 0 ? <ExampleBadge /> : undefined}
        actions={
          all > 0 && (
            <LinkButton href="/researchers?format=csv" tone="secondary" icon="download" download>
              {t.csv}
            </LinkButton>
          )
        }
      />
      {all === 0 ? (
        <EmptyState title={t.none} />
      ) : (
        <>
          <Section title={t.summary} id="summary">
            {total('examples') > 0 && (
              <Callout tone="neutral" title={t.exampleTitle}>
                <p>{t.exampleText(number(total('examples'), locale))}</p>
              </Callout>
            )}
            <FigureRow
              label={t.researchers}
              figures={[
                { value: number(all, locale), label: t.peopleCount(all) },
                { label: t.womenCount(total('women')), ...part(total('women')) },
                { label: t.under40, ...part(total('under40')) },
                { label: t.newlyHiredCount(total('newlyHired')), ...part(total('newlyHired')) },
              ]}
            />
          </Section>
          <Section title={t.distribution} id="distribution">
            <BarChart
              title={t.byBody}
              description={t.byBodyPicture(bySize[0]!.name, number(total('researchers', bySize[0]!.rows), locale))}
              headings={[t.body, t.people]}
              bars={bySize.map((b) => ({ label: b.name, value: total('researchers', b.rows), href: `/partners/${b.id}` }))}
            />
            <PlainTable
              caption={t.byBodyAndSpoke}
              scroll
              columns={[{ label: t.body }, ...spokes.map((s) => ({ label: t.spokeN(s.number), numeric: true })), { label: t.total, numeric: true }]}
              rows={bodies.map((b) => [
                b.name,
                ...spokes.map((s) =>
                  number(
                    total(
                      'researchers',
                      b.rows.filter((r) => r.spoke === s.number),
                    ),
                    locale,
                  ),
                ),
                number(total('researchers', b.rows), locale),
              ])}
              total={[
                t.total,
                ...spokes.map((s) =>
                  number(
                    total(
                      'researchers',
                      counts.filter((r) => r.spoke === s.number),
                    ),
                    locale,
                  ),
                ),
                number(all, locale),
              ]}
            />
          </Section>
        </>
      )}
    </>
  );
}
