import { millions } from '#src/core/money.ts';
import type { RegionId } from '#src/core/regions.ts';
import { BarChart, ScoreBar, StackedBar } from '../charts.tsx';
import { usePage } from '../context.ts';
import { RegionMap } from '../map.tsx';
import { Prose } from '../head.tsx';
import { CardGrid, LinkButton, StatusChip } from '../parts.tsx';
import { useSay } from './words.ts';

export function Cards() {
  const s = useSay();
  const { locale } = usePage();
  return (
    <CardGrid
      cards={[
        {
          title: s('Imprese per un Made in Italy circolare', 'Enterprises for a circular Made in Italy'),
          href: '/calls/01-2024',
          kicker: s('Bando 01/2024', 'Call 01/2024'),
          status: <StatusChip tone="good">{s('Aperto', 'Open')}</StatusChip>,
          children: (
            <p>
              {s(
                'Progetti di imprese, da sole o con organismi di ricerca, su tre settori.',
                'Projects of enterprises, alone or with research bodies, in three sectors.',
              )}
            </p>
          ),
          meta: `${millions(1_600_000_000, locale)}, ${s('fino all’11 marzo 2024', 'until 11 March 2024')}`,
        },
        {
          title: s('Organismi di ricerca', 'Research bodies'),
          href: '/calls/02-2024',
          kicker: s('Bando 02/2024', 'Call 02/2024'),
          status: <StatusChip>{s('Chiuso', 'Closed')}</StatusChip>,
          children: <p>{s('Ricerca fondamentale e industriale di università ed enti.', 'Fundamental and industrial research of universities and bodies.')}</p>,
          meta: millions(552_000_000, locale),
        },
        {
          title: s('Spoke 5', 'Spoke 5'),
          kicker: 'Politecnico di Milano',
          children: (
            <p>{s('Fabbriche e processi a ciclo chiuso, sostenibili e inclusivi.', 'Closed-loop, sustainable and inclusive factories and processes.')}</p>
          ),
          actions: (
            <LinkButton href="/spokes/5" small tone="secondary">
              {s('Apri lo Spoke', 'Open the Spoke')}
            </LinkButton>
          ),
        },
      ]}
    />
  );
}

export function Charts() {
  const s = useSay();
  const { locale } = usePage();
  return (
    <>
      <BarChart
        title={s('Contributi concessi per Spoke', 'Grants by Spoke')}
        description={s(
          'Lo Spoke 5 riceve più di tutti, 4,1 milioni; lo Spoke 7 meno di tutti, 1,2 milioni.',
          'Spoke 5 receives the most, 4.1 million; Spoke 7 the least, 1.2 million.',
        )}
        show={(v) => millions(v, locale)}
        threshold={{ value: 250_000_000, label: s('media 2,5 M€', 'mean €2.5 M') }}
        headings={['Spoke', s('Contributo', 'Grant')]}
        bars={[
          {
            label: s('5. Fabbriche e processi a ciclo chiuso, sostenibili e inclusivi', '5. Closed-loop, sustainable and inclusive factories and processes'),
            value: 410_000_000,
            href: '/spokes/5',
          },
          { label: s('3. Prodotti e materiali verdi e sostenibili', '3. Green and sustainable products and materials'), value: 330_000_000, href: '/spokes/3' },
          { label: s('8. Fabbrica digitale', '8. Digital factory'), value: 214_000_000, href: '/spokes/8' },
          { label: s('7. Modelli di business', '7. Business models'), value: 120_000_000, href: '/spokes/7', tone: 'warm' },
        ]}
      />
      <ScoreBar
        title={s('Punteggio della proposta OdR-001', 'Score of proposal OdR-001')}
        description={s('87,5 punti su 100, sopra la soglia di 60.', '87.5 points of 100, above the threshold of 60.')}
        max={100}
        threshold={{ value: 60, label: s('soglia 60', 'threshold 60') }}
        headings={[s('Criterio', 'Criterion'), s('Punti', 'Points')]}
        parts={[
          { label: s('Qualità scientifica', 'Scientific quality'), value: 36 },
          { label: s('Impatto', 'Impact'), value: 27.5 },
          { label: s('Attuazione', 'Implementation'), value: 16 },
          { label: s('Premialità', 'Premiums'), value: 8 },
        ]}
      />
      <StackedBar
        title={s('Fonti della dotazione', 'Sources of the endowment')}
        description={s('114 milioni dal PNRR, 11 dai privati.', '114 million from the recovery plan, 11 private.')}
        show={(v) => millions(v, locale)}
        parts={[
          { label: 'PNRR', value: 11_400_000_000 },
          { label: s('Privati', 'Private'), value: 1_100_000_000 },
        ]}
      />
    </>
  );
}

const projects: Partial<Record<RegionId, number>> = {
  lombardy: 31,
  'emilia-romagna': 19,
  piedmont: 14,
  tuscany: 13,
  veneto: 12,
  campania: 16,
  apulia: 12,
  lazio: 8,
  sicily: 5,
  marche: 3,
  calabria: 2,
  abruzzo: 1,
};

export function Regions() {
  const s = useSay();
  return (
    <RegionMap
      title={s('Progetti per regione', 'Projects by region')}
      description={s(
        'Lombardia prima con 31 progetti; nel Mezzogiorno guidano Campania con 16 e Puglia con 12.',
        'Lombardy first with 31 projects; in the South, Campania with 16 and Apulia with 12.',
      )}
      heading={s('Progetti', 'Projects')}
      values={projects}
      regionHref={(id) => `/projects?region=${id}`}
    />
  );
}

export function Text() {
  const s = useSay();
  return (
    <Prose>
      <p>
        {s('La domanda si presenta in una sola volta, ', 'The application is submitted once, ')}
        <a href="/gallery">{s('con la firma di tutti i partner', 'signed by all partners')}</a>
        {s('. Fino a quel momento ogni dato può essere corretto.', '. Until then everything can be corrected.')}
      </p>
      <h3>{s('Che cosa serve', 'What is needed')}</h3>
      <ul>
        <li>{s('la scheda tecnica della proposta;', 'the technical form of the proposal;')}</li>
        <li>{s('il piano dei costi, voce per voce;', 'the cost plan, item by item;')}</li>
        <li>
          {s('la dichiarazione DNSH, nel formato ', 'the DNSH declaration, in the format ')}
          <code>PDF/A</code>.
        </li>
      </ul>
    </Prose>
  );
}
