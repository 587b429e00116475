import { root } from './roots.ts';

/**
 * Words of research on manufacturing that mean the same and whose roots do not meet by themselves, Italian first, then English: a line each. Every
 * word of a line counts as its first. A word that is in no line still counts, in its own language; the list may grow as texts show what it lacks.
 */
const meanings = `acqua water
aghi needle
agricoltura agriculture
alimento food
ambiente environment
apprendimento learning
arredo furniture mobile
artigianato craft
artigiano artisan
azienda company
banco bench
bellezza beauty
calore heat
calzatura footwear shoe
carta paper
catena chain
circolare circular
colla glue
adesivo adhesive
colorante dye
tintura dyeing
consumo consumption
consumatore consumer
cuoio leather pelle
difetto defect
disegno drawing
progettazione design
stabilimento factory
fatica fatigue
ferro iron
acciaio steel
alluminio aluminium aluminum
rame copper
fibra fiber
filato yarn
filiera supply
fornitore supplier
forno furnace kiln
fune rope
gemello twin
gestione management
gioiello jewel
gioielleria jewelry jewellery
gomma rubber
guasto failure fault
imballo packaging
impianto plant
impresa enterprise
incendio fire
ingegneria engineering
intelligenza intelligence
lana wool
lavoro work
legno wood timber
lega alloy
lino linen
luce light
macchinario machinery
magazzino warehouse
manifattura manufacturing
manutenzione maintenance
mercato market
misura measurement
moda fashion
abbigliamento clothing
abito garment capo
nautica boat
nave ship
norma standard
occhiale eyewear
oro gold
argento silver
ottimizzazione optimisation
passaporto passport
pelletteria leatherware
pianificazione planning
piastrella tile
pietra stone
marmo marble
polvere powder
porto harbour
previsione forecasting prediction
prodotto product
prova test
pulizia cleaning
reti network
riciclo recycling
recupero recovery
rifiuto waste spreco
scarto scrap
rigenerazione regeneration
rifabbricazione remanufacturing
riparazione repair
riparabile repairable
riuso reuse
rivestimento coating
rumore noise
saldatura welding
salute health
scambio exchange
seta silk
sicurezza safety
smontaggio disassembly disassemblaggio
montaggio assembly
sostenibile sustainable
stampa printing
stampo mould mold
storia history
superficie surface
suolo soil
taglio cutting
tessile textile
tessitura weaving
tessuto fabric
maglieria knitwear
maglia knitting
canapa hemp
tracciabilita traceability
trasporto transport
usura wear
valore value
valutazione assessment
vela sail
vernice paint varnish
vetro glass
vino wine
vita life
cottura firing
smalto glaze
argilla clay
durata durability
formazione training
conoscenza knowledge
utensile tool
lavorazione machining
fresatura milling
foratura drilling
fusione casting
forgiatura forging
schiuma foam
micelio mycelium
suono sound
immagine image
linguaggio language
apparecchio appliance elettrodomestico
cucina kitchen
sedia chair
bagno bathroom
indossabile wearable
marchio brand
proprieta property
prezzo price
bilancio balance
impronta footprint
inquinante pollutant
deposito deposition
sottile thin
strato layer
incollaggio bonding
giunzione joining
crepa crack
attrito friction
lubrificante lubricant
cuscinetto bearing
ingranaggio gear
turno shift
sequenza scheduling programmazione
scorta inventory
consegna delivery
vendita retail
negozio shop
cliente customer
utente user
gusto taste
corpo body
piede foot
scansione scanning
vestibilita fit
cucitura sewing
ricamo embroidery
velluto velvet
tintoria dyehouse
concia tanning
conceria tannery
cromo chromium
vegetale vegetable`;

/** Root of a word → root of the first word of its line. */
export const sameMeaning: ReadonlyMap<string, string> = new Map(
  meanings.split('\n').flatMap((line) => {
    const [first = '', ...others] = line.split(' ').map(root);
    return others.map((other) => [other, first] as const);
  }),
);
