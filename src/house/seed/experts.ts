import type { Actor } from '#src/core/actor.ts';
import { registerExpert } from '#src/funding/experts/actions/profile.ts';
import { keepPublications } from '#src/funding/experts/actions/publications.ts';
import type { ProfileInput, PublicationInput } from '#src/funding/experts/schema.ts';
import { personas, type Persona } from '#src/partnership/identity/personas.ts';
import type { House } from '#src/plumbing/house.ts';

export type ExamplePerson = Pick<Persona, 'personId' | 'name' | 'email' | 'grants'>;
export type ExampleExpert = { person: ExamplePerson; profile: ProfileInput; publications: readonly PublicationInput[] };
export type Judges = { people: readonly ExamplePerson[]; experts: readonly ExampleExpert[] };

export const actorFor = (p: ExamplePerson): Actor => ({ id: p.personId, name: p.name, email: p.email, locale: 'it', grants: p.grants, organisationIds: [] });

const names = [
  'Alba Rota',
  'Bruno Neri',
  'Carla Vitali',
  'Dario Monti',
  'Emma Sala',
  'Fabio Greco',
  'Gaia Ferri',
  'Hugo Riva',
  'Irene Costa',
  'Jacopo Leone',
  'Katia Bruno',
  'Luca Serra',
  'Mara Fontana',
  'Nicola Longo',
  'Olga Marino',
  'Piero Gatti',
  'Quinta Testa',
  'Remo Villa',
  'Sara Conti',
  'Tullio Basile',
  'Ugo Pagano',
  'Vera Orlando',
  'Walter Rizzi',
  'Zoe Barone',
  'Anita Parisi',
  'Berto Caruso',
  'Cinzia Negri',
];

/** What somebody knows: keywords, what they have worked on, the title of an Italian and of an English paper. */
type Field = { keywords: string; work: string; titles: readonly [string, string] };

/** Four fields for each sector, near to what proposals of the example are about without repeating them. */
const fields: Record<'clothing' | 'furniture' | 'automation', readonly Field[]> = {
  clothing: [
    {
      keywords: 'riciclo tessile, fibre miste, enzimi, poliestere, cotone',
      work: 'separazione enzimatica di tessuti misti di cotone e poliestere e la qualità delle fibre filabili che se ne ricavano',
      titles: ['Enzimi per separare fibre miste da capi dismessi', 'Enzymatic recycling of cotton and polyester blends'],
    },
    {
      keywords: 'concia, tannini vegetali, cuoio, acque di processo',
      work: 'concia senza cromo con tannini da sottoprodotti agricoli e recupero delle acque e dei fanghi di processo',
      titles: ['Tannini da sanse e vinacce per la concia', 'Chrome-free tanning from agricultural residues'],
    },
    {
      keywords: 'tintura, anidride carbonica supercritica, finissaggio, consumo di acqua',
      work: 'tintura e finissaggio a basso consumo di acqua ed energia, anche in anidride carbonica supercritica e per piccole serie',
      titles: ['Tintura a secco di piccoli lotti', 'Supercritical carbon dioxide dyeing of short runs'],
    },
    {
      keywords: 'passaporto digitale di prodotto, tracciabilità, maglieria, fine vita',
      work: 'tracciabilità dei materiali tessili e passaporto digitale di prodotto, dal filo al riciclo a fine vita',
      titles: ['Il passaporto digitale del capo', 'Digital product passports for knitwear'],
    },
  ],
  furniture: [
    {
      keywords: 'pannelli a base di legno, leganti proteici, formaldeide, legno di recupero',
      work: 'pannelli da legno di recupero con leganti proteici, senza formaldeide, e la loro riciclabilità',
      titles: ['Leganti da scarti caseari per pannelli', 'Protein binders for recycled wood panels'],
    },
    {
      keywords: 'progettazione per lo smontaggio, giunti reversibili, riuso, noleggio',
      work: 'arredi smontabili con giunti reversibili, riuso in hotel e uffici, servizi di noleggio con manutenzione',
      titles: ['Giunti reversibili per imbottiti', 'Design for disassembly in contract furniture'],
    },
    {
      keywords: 'ceramiche, geopolimeri, fanghi di segagione, materie prime seconde',
      work: 'impasti geopolimerici da fanghi della lavorazione della pietra e ceramiche a bassa temperatura di cottura',
      titles: ['Geopolimeri da fanghi di segagione', 'Low-temperature ceramics from stone sludge'],
    },
    {
      keywords: 'progettazione generativa, ottimizzazione topologica, sensori, arredi',
      work: 'progettazione generativa e ottimizzazione di arredi con meno materiale, a partire da misure dei carichi con sensori',
      titles: ['Carichi reali e forma degli arredi', 'Generative design for lightweight furniture'],
    },
  ],
  automation: [
    {
      keywords: 'rilavorazione, robotica, ispezione, riporto di materiale',
      work: 'celle robotiche che ispezionano componenti meccanici usati e riportano materiale solo dove serve',
      titles: ['Celle robotiche per la rilavorazione', 'Robotic remanufacturing of worn components'],
    },
    {
      keywords: 'manutenzione predittiva, sensori, recupero di energia, apprendimento federato',
      work: 'manutenzione predittiva con sensori alimentati dalle vibrazioni e modelli condivisi tra piccole imprese',
      titles: ['Sensori a basso consumo per macchine utensili', 'Federated predictive maintenance for small firms'],
    },
    {
      keywords: 'manifattura additiva, polveri metalliche, trucioli, macinazione',
      work: 'polveri metalliche stampabili ottenute da trucioli di lavorazione con una macinazione controllata',
      titles: ['Dai trucioli alle polveri per la stampa', 'Metal powders from machining chips'],
    },
    {
      keywords: 'gemello digitale, consumi energetici, linea di produzione, dati',
      work: 'gemelli digitali che attribuiscono energia e scarti a ogni lotto di una linea di produzione',
      titles: ['Consumi per prodotto con un gemello digitale', 'Energy digital twins of production lines'],
    },
  ],
};

const sectors = ['clothing', 'furniture', 'automation'] as const;
const regions = ['lombardy', 'campania', 'tuscany', 'apulia', 'veneto', 'sicily', 'lazio', 'piedmont', 'emilia-romagna'] as const;

/** Thirty synthetic experts, the three personas among them: two Spokes, one sector and a field of work each. `employed`: who works where, by name. */
export function exampleJudges(employed: Readonly<Record<string, { organisationId: string; organisationName: string }>>): Judges {
  const people = names.map((name, i): ExamplePerson => ({
    personId: `00000000-0000-4000-8000-${String(200 + i).padStart(12, '0')}`,
    name,
    email: `${name.toLowerCase().replace(' ', '.')}@example.org`,
    grants: [{ role: 'expert' as const, scope: null }],
  }));
  const experts = [...personas.filter((p) => p.id.startsWith('expert')), ...people].map((person, i): ExampleExpert => {
    const sector = sectors[i % 3]!;
    const field = fields[sector][Math.floor(i / 3) % 4]!;
    const employer = employed[person.name];
    return {
      person,
      profile: {
        employerId: null,
        region: regions[i % regions.length]!,
        gender: i % 2 === 0 ? 'f' : 'm',
        spokes: [1 + (i % 8), 1 + ((i + 3) % 8)],
        sectors: [sector],
        keywords: field.keywords,
        languages: ['it', 'en'],
        cv: `Curriculum sintetico, scritto per la dimostrazione. Da ${8 + (i % 15)} anni si occupa di ${field.work}.`,
        ...(employer && { employments: [{ ...employer, role: 'Ricerca', fromOn: '2019-09-01', untilOn: null }] }),
      },
      publications: field.titles.map((title, n) => ({
        title: `${title} (esempio)`,
        year: 2016 + ((i + 3 * n) % 8),
        doi: null,
        coauthors: [],
        written: `${title} (esempio), ${2016 + ((i + 3 * n) % 8)}`,
      })),
    };
  });
  return { people, experts };
}

/** Each tells the register what they know. */
export async function seedRegister(house: House, { experts }: Judges): Promise<void> {
  for (const { person, profile, publications } of experts) {
    await registerExpert(house, actorFor(person), profile);
    await keepPublications(house, actorFor(person), actorFor(person).id, publications);
  }
}
