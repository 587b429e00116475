import type { BodyKind, Ownership, SizeClass } from '#src/partnership/organisations/states.ts';

/** A synthetic organisation of the example: no name here is that of a real one, and every row of it is labelled. */
export type ExampleOrganisation = {
  key: string;
  legalName: string;
  kind: BodyKind;
  ownership: Ownership;
  size: SizeClass | null;
  vatNumber: string;
  city: string;
  region: string;
  sector: string;
};

export type Place = { city: string; region: string; south: boolean };

const places: readonly Place[] = [
  ['Napoli', 'campania', 1],
  ['Bari', 'apulia', 1],
  ['Palermo', 'sicily', 1],
  ['Catania', 'sicily', 1],
  ['Salerno', 'campania', 1],
  ['Lecce', 'apulia', 1],
  ['Avellino', 'campania', 1],
  ['Cosenza', 'calabria', 1],
  ['Cagliari', 'sardinia', 1],
  ['Chieti', 'abruzzo', 1],
  ['Matera', 'basilicata', 1],
  ['Campobasso', 'molise', 1],
  ['Barletta', 'apulia', 1],
  ['Caserta', 'campania', 1],
  ['Prato', 'tuscany', 0],
  ['Biella', 'piedmont', 0],
  ['Carpi', 'emilia-romagna', 0],
  ['Brescia', 'lombardy', 0],
  ['Vicenza', 'veneto', 0],
  ['Pesaro', 'marche', 0],
  ['Cantù', 'lombardy', 0],
  ['Udine', 'friuli-venezia-giulia', 0],
  ['Modena', 'emilia-romagna', 0],
  ['Torino', 'piedmont', 0],
  ['Treviso', 'veneto', 0],
  ['Perugia', 'umbria', 0],
  ['Ancona', 'marche', 0],
  ['Frosinone', 'lazio', 0],
  ['Bergamo', 'lombardy', 0],
  ['Reggio Emilia', 'emilia-romagna', 0],
  ['Empoli', 'tuscany', 0],
  ['Genova', 'liguria', 0],
  ['Rovereto', 'trentino-south-tyrol', 0],
].map(([city, region, south]) => ({ city: city as string, region: region as string, south: south === 1 }));

export const southPlaces = places.filter((p) => p.south);
export const otherPlaces = places.filter((p) => !p.south);

const trades: Record<string, readonly string[]> = {
  clothing: ['Tessitura', 'Filatura', 'Maglificio', 'Confezioni', 'Calzaturificio', 'Conceria', 'Tintoria', 'Camiceria', 'Ricamificio'],
  furniture: ['Mobilificio', 'Falegnameria', 'Arredi', 'Imbottiti', 'Seggiolificio', 'Legnami', 'Ceramiche', 'Vetreria', 'Pannelli'],
  automation: ['Officine', 'Meccanica', 'Automazioni', 'Stampi', 'Utensileria', 'Fonderia', 'Robotica', 'Impianti', 'Sensoristica'],
};
const epithets = [
  'Valdorba',
  'Montelupa',
  'Sannita',
  'Tre Torri',
  'Fonteviva',
  'Alta Murgia',
  'Pietrarossa',
  'Valserena',
  'Ponteverde',
  'Collefiorito',
  'Campolungo',
  'Riomaggio',
  'Selvapiana',
  'Borgonovo',
  'Acquachiara',
  'Castelvento',
  'Monterovo',
  'Lagoscuro',
  'Pianalta',
  'Roccabruna',
];
const researchNames = [
  'Istituto Sperimentale Materiali',
  'Centro di Ricerca Fibre e Tessuti',
  'Consorzio di Ricerca Manifattura',
  'Laboratorio Nazionale Riciclo',
  'Istituto di Ricerca Legno e Arredo',
  'Centro Ricerche Polimeri',
  'Ateneo Tecnico',
  'Istituto Superiore Automazione',
  'Centro Studi Economia Circolare',
];

/** The control digit of an Italian VAT number (Luhn, D.P.R. 633/1972). */
export function vatNumber(serial: number): string {
  const ten = `99${String(serial).padStart(5, '0')}999`;
  const total = [...ten].reduce((sum, digit, i) => {
    const value = Number(digit) * (i % 2 === 1 ? 2 : 1);
    return sum + (value > 9 ? value - 9 : value);
  }, 0);
  return `${ten}${(10 - (total % 10)) % 10}`;
}

const sizes: readonly SizeClass[] = ['small', 'medium', 'small', 'micro', 'large', 'medium', 'small'];

export function exampleEnterprise(serial: number, sector: string, place: Place): ExampleOrganisation {
  const list = trades[sector]!;
  const trade = list[serial % list.length]!;
  const epithet = epithets[Math.floor(serial / list.length) % epithets.length]!;
  const size = sizes[serial % sizes.length]!;
  return {
    key: `e${serial}`,
    legalName: `${trade} ${epithet} ${size === 'large' || size === 'medium' ? 'S.p.A.' : 'S.r.l.'}`,
    kind: 'enterprise',
    ownership: 'private',
    size,
    vatNumber: vatNumber(serial),
    city: place.city,
    region: place.region,
    sector,
  };
}

const patrons = ['Aldini', 'Bassi', 'Cerruti', 'Donati', 'Ferraris', 'Grassi', 'Manzi'];

export function exampleResearchBody(serial: number, place: Place): ExampleOrganisation {
  const name = researchNames[serial % researchNames.length]!;
  const patron = patrons[Math.floor(serial / researchNames.length)]!;
  return {
    key: `r${serial}`,
    legalName: `${name} «${patron}» di ${place.city}`,
    kind: name.startsWith('Ateneo') ? 'university' : 'researchBody',
    ownership: serial % 3 === 2 ? 'private' : 'public',
    size: null,
    vatNumber: vatNumber(50_000 + serial),
    city: place.city,
    region: place.region,
    sector: 'clothing',
  };
}

/** Acronyms of the synthetic proposals: Italian words, one each. */
export const acronyms =
  `ABETE ACACIA ACANTO ACERO AGAVE ALBA ALLORO ALTAIR AMBRA ANICE ARALIA ARGO ARIETE ARNICA AURORA AVENA BAIA BALSAMO BASALTO BETULLA BOREA BOSCO BREZZA BRINA CALAMO CANAPA CARDO CARRUBO CEDRO CERVO CICLO CIPRESSO CIRCEO COBALTO CORALLO CRISTALLO CROMO CURCUMA DAMASCO DELTA DIASPRO DUNA EBANO ECLISSE EDERA ELICE ELIO ERICA ESPERO FAGGIO FALCO FARRO FELCE FIBRA FILO FIORDO FOGLIA FRASSINO GELSO GERLA GHIANDA GINEPRO GINESTRA GIUNCO GRANATO GRANO INDACO IPERICO IRIDE LAGUNA LARICE LAVANDA LECCIO LICHENE LINO LUCE LUNA MALVA MANDORLO MARGINE MELISSA MIRTO MOSAICO NARCISO NOCE NODO OLIVO OLMO ONICE OPALE ORIGANO ORTICA OSSIDO PALMA PAPIRO PERLA PINO PIOPPO PRISMA QUARZO QUERCIA RADICE RAMO RESINA RIVO ROVERE RUBINO SALICE SALVIA SAMBUCO SETA SILICE SOLCO SORGENTE SPIGA SUGHERO TAIGA TELAIO TERRA TIGLIO TIMO TRAMA TULIPANO VELA VERBENA VIMINI VOLTA ZAFFERANO ZEFIRO ZINCO`.split(
    ' ',
  );

/** What the synthetic proposals are about, by sector. */
export const themes: Record<string, readonly { title: string; problem: string; answer: string }[]> = {
  clothing: [
    {
      title: 'Rigenerazione di fibre miste da capi dismessi',
      problem: 'i tessuti misti di cotone e poliestere finiscono quasi sempre in discarica perché le fibre non si separano',
      answer: 'una separazione enzimatica a bassa temperatura che restituisce fibre filabili',
    },
    {
      title: 'Concia senza cromo con tannini da scarti agricoli',
      problem: 'la concia al cromo produce fanghi difficili da trattare',
      answer: 'tannini ricavati da sanse e vinacce, con recupero delle acque di processo',
    },
    {
      title: 'Tintura a secco per piccole serie',
      problem: 'la tintura di piccole serie consuma acqua ed energia quanto una serie grande',
      answer: 'una tintura in anidride carbonica supercritica dimensionata per lotti piccoli',
    },
    {
      title: 'Passaporto digitale di prodotto per la maglieria',
      problem: 'chi ricicla non sa di che cosa è fatto un capo',
      answer: 'un passaporto digitale tessuto nel filo e leggibile a fine vita',
    },
  ],
  furniture: [
    {
      title: 'Pannelli da legno di recupero senza formaldeide',
      problem: 'i pannelli con resine sintetiche non si possono riciclare due volte',
      answer: 'leganti proteici da scarti caseari e pressatura a vapore',
    },
    {
      title: 'Sedute smontabili per il riuso in hotel e uffici',
      problem: 'gli imbottiti incollati non si smontano e diventano rifiuto ingombrante',
      answer: 'giunti reversibili e un servizio di noleggio con manutenzione programmata',
    },
    {
      title: 'Ceramiche a bassa temperatura da fanghi di segagione',
      problem: 'i fanghi della lavorazione della pietra si smaltiscono a pagamento',
      answer: 'impasti geopolimerici che cuociono a meno di trecento gradi',
    },
    {
      title: 'Progettazione generativa per arredi con meno materiale',
      problem: 'si progetta per eccesso perché i carichi reali non si conoscono',
      answer: 'sensori sugli arredi in uso e algoritmi che tolgono materiale dove non serve',
    },
  ],
  automation: [
    {
      title: 'Rilavorazione automatica di componenti meccanici usati',
      problem: 'i componenti usati si rottamano anche quando il difetto è locale',
      answer: 'una cella robotica che ispeziona, asporta e riporta materiale solo dove serve',
    },
    {
      title: 'Manutenzione predittiva con sensori a basso consumo',
      problem: 'le piccole imprese non strumentano le macchine perché costa troppo',
      answer: 'sensori alimentati dalle vibrazioni e modelli condivisi tra imprese',
    },
    {
      title: 'Polveri metalliche da trucioli per manifattura additiva',
      problem: 'i trucioli di lavorazione perdono valore nella rifusione',
      answer: 'una macinazione controllata che li rende polveri stampabili',
    },
    {
      title: 'Gemello digitale dei consumi di una linea di produzione',
      problem: 'i consumi si misurano per stabilimento e non per prodotto',
      answer: 'un gemello digitale che attribuisce energia e scarti a ogni lotto',
    },
  ],
};

const given = {
  f: [
    'Agata',
    'Bianca',
    'Clara',
    'Delia',
    'Elisa',
    'Flavia',
    'Ginevra',
    'Ilaria',
    'Lidia',
    'Marta',
    'Noemi',
    'Ottavia',
    'Paola',
    'Rita',
    'Stella',
    'Tea',
    'Viola',
  ],
  m: [
    'Aldo',
    'Biagio',
    'Corrado',
    'Diego',
    'Ettore',
    'Furio',
    'Guido',
    'Ivo',
    'Livio',
    'Marco',
    'Nino',
    'Oreste',
    'Pietro',
    'Renzo',
    'Silvio',
    'Tito',
    'Valerio',
  ],
} as const;
const family = [
  'Abate',
  'Bassi',
  'Carli',
  'Dini',
  'Errani',
  'Fusco',
  'Gori',
  'Iacono',
  'Lodi',
  'Mele',
  'Nardi',
  'Orsi',
  'Poli',
  'Rossetti',
  'Sarti',
  'Tosi',
  'Urso',
  'Valli',
  'Zani',
];

/** The name of a synthetic person who works on a project. Nobody real is meant. */
export const workerName = (serial: number, gender: 'f' | 'm'): string =>
  `${given[gender][serial % 17]!} ${family[(serial * 5 + Math.floor(serial / 17)) % 19]!}`;
