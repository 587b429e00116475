/** Made up for this bench: what people in eight fields would write, in either language, on purpose not word by word the same. */
export type Topic = { spoke: number; sector: string; it: readonly string[]; en: readonly string[] };

const topic = (spoke: number, sector: string, it: string, en: string): Topic => ({ spoke, sector, it: it.split('; '), en: en.split('; ') });

export const topics: readonly Topic[] = [
  topic(
    1,
    'furniture',
    'progettazione per il disassemblaggio; mobili smontabili; giunti reversibili; arredi modulari; seconda vita dei mobili; riparabilità delle sedute; ecodesign dell’arredo; noleggio di arredi; pannelli senza colla; progetto partecipato con gli artigiani',
    'design for disassembly; furniture that comes apart; reversible joints; modular furniture; reuse of chairs; repairable seating; ecodesign; furniture as a service; boards without adhesives; participatory design with makers',
  ),
  topic(
    1,
    'clothing',
    'storia della moda; archivi d’impresa; identità del marchio; patrimonio tessile; narrazione del Made in Italy; musei aziendali; disegni d’archivio; cultura del progetto; comunicazione del lusso; sartoria tradizionale',
    'history of fashion; company archives; brand identity; textile heritage; storytelling of Italian products; corporate museums; archive drawings; design culture; luxury communication; traditional tailoring',
  ),
  topic(
    2,
    'clothing',
    'riciclo meccanico delle fibre; scarti tessili; sfilacciatura della lana; filati rigenerati; separazione di misto cotone poliestere; raccolta di abiti usati; cernita automatica dei tessuti; distretto di Prato; fibre corte; economia circolare della moda',
    'mechanical recycling of fibres; textile waste; shredding of wool; regenerated yarns; separation of cotton polyester blends; collection of used garments; automatic sorting of fabrics; Prato district; short fibers; circular fashion',
  ),
  topic(
    2,
    'clothing',
    'concia senza cromo; pelle vegetale; scarti di cuoio; conceria a basso consumo d’acqua; tannini naturali; rifinizione della pelle; reflui conciari; collagene idrolizzato; calzature biodegradabili; suole riciclate',
    'chromium free tanning; vegetable leather; leather offcuts; low water tannery; natural tannins; leather finishing; tannery effluents; hydrolysed collagen; biodegradable footwear; recycled shoe soles',
  ),
  topic(
    3,
    'automation',
    'gemello digitale della linea; simulazione a eventi discreti; manutenzione predittiva; vibrazioni del mandrino; sensori a bordo macchina; diagnosi dei guasti; usura dell’utensile; monitoraggio delle macchine utensili; apprendimento automatico per i guasti; vita residua dei cuscinetti',
    'digital twin of the line; discrete event simulation; predictive maintenance; spindle vibration; on-board sensors; fault diagnosis; tool wear; monitoring of machine tools; machine learning for failures; remaining life of bearings',
  ),
  topic(
    3,
    'automation',
    'robot collaborativi; sicurezza dell’operatore; ergonomia della postazione; presa di oggetti deformabili; visione per la manipolazione; esoscheletri; interazione uomo robot; pianificazione del moto; celle flessibili; programmazione per dimostrazione',
    'collaborative robots; operator safety; workstation ergonomics; grasping of deformable objects; vision for handling; exoskeletons; human robot interaction; motion planning; flexible cells; programming by demonstration',
  ),
  topic(
    4,
    'furniture',
    'piastrelle ceramiche; smalti digitali; forni a idrogeno; cottura a bassa temperatura; fanghi di levigatura; argille locali; gres porcellanato; emissioni del forno; essiccazione a spruzzo; ceramiche antibatteriche',
    'ceramic tiles; digital glazes; hydrogen kilns; low temperature firing; polishing sludge; local clays; porcelain stoneware; kiln emissions; spray drying; antibacterial ceramics',
  ),
  topic(
    4,
    'furniture',
    'legno lamellare; scarti di segheria; cellulosa nanofibrillata; compositi di fibra naturale; canapa e lino; resine di origine vegetale; micelio per l’arredo; schiume biologiche; formaldeide nei pannelli; biopolimeri',
    'laminated timber; sawmill residues; nanofibrillated cellulose; natural fibre composites; hemp and flax; plant based resins; mycelium furniture; biological foams; formaldehyde in panels; biopolymers',
  ),
  topic(
    5,
    'automation',
    'manifattura additiva dei metalli; fusione laser di polveri; leghe di titanio; finitura superficiale dei pezzi stampati; ottimizzazione topologica; strutture reticolari; porosità residua; polveri di alluminio rigenerate; deposizione diretta; stampi con canali conformati',
    'metal additive manufacturing; laser powder bed fusion; titanium alloys; surface finish of printed parts; topology optimization; lattice structures; residual porosity; recycled aluminium powders; directed energy deposition; moulds with conformal cooling',
  ),
  topic(
    5,
    'automation',
    'stampa tridimensionale di polimeri; filamenti riciclati; estrusione di granuli; adesione fra strati; pezzi di ricambio su richiesta; protesi su misura; fotopolimeri; parametri di stampa; delaminazione; poliammide caricata con carbonio',
    'three-dimensional printing of polymers; recycled filaments; pellet extrusion; adhesion between layers; spare parts on demand; custom prostheses; photopolymers; printing parameters; delamination; carbon filled polyamide',
  ),
  topic(
    6,
    'clothing',
    'passaporto digitale di prodotto; tracciabilità della filiera; registro distribuito; etichette RFID; certificazione dei fornitori; interoperabilità dei dati; contraffazione del marchio; ontologie di prodotto; dichiarazioni ambientali; spazi di dati industriali',
    'digital product passport; supply chain traceability; distributed ledger; RFID tags; supplier certification; data interoperability; brand counterfeiting; product ontologies; environmental claims; industrial data spaces',
  ),
  topic(
    6,
    'automation',
    'reti neurali profonde; rilevamento di difetti superficiali; visione artificiale; pochi esempi etichettati; immagini iperspettrali; controllo di qualità in linea; modelli generativi; spiegabilità degli algoritmi; segmentazione di immagini; apprendimento per trasferimento',
    'deep neural networks; surface defect detection; computer vision; few labelled examples; hyperspectral images; inline quality control; generative models; explainable algorithms; image segmentation; transfer learning',
  ),
  topic(
    7,
    'clothing',
    'comportamento del consumatore; disponibilità a pagare; moda lenta; acquisti di seconda mano; psicologia dei consumi; questionari e interviste; etichette ecologiche; accettazione sociale; abbigliamento a noleggio; giovani acquirenti',
    'consumer behaviour; willingness to pay; slow fashion; second-hand purchases; psychology of consumption; surveys and interviews; eco labels; social acceptance; clothing rental; young buyers',
  ),
  topic(
    7,
    'furniture',
    'modelli d’impresa circolari; logistica inversa; catene di fornitura resilienti; piccole imprese familiari; finanza sostenibile; bilanci di sostenibilità; distretti industriali; politiche industriali; rischio di fornitura; indicatori di circolarità',
    'circular business models; reverse logistics; resilient supply chains; small family firms; sustainable finance; sustainability reporting; industrial districts; industrial policy; sourcing risk; circularity indicators',
  ),
  topic(
    8,
    'automation',
    'recupero di calore; pompe di calore industriali; comunità energetiche; pianificazione dei carichi elettrici; fotovoltaico in fabbrica; accumulo elettrochimico; efficienza energetica dei forni; flessibilità della domanda; audit energetico; aria compressa',
    'waste heat recovery; industrial heat pumps; energy communities; scheduling of electric loads; photovoltaics in factories; electrochemical storage; energy efficiency of furnaces; demand flexibility; energy audit; compressed air',
  ),
  topic(
    8,
    'furniture',
    'valutazione del ciclo di vita; impronta di carbonio; impronta idrica; inventario dei processi; costi del ciclo di vita; categorie di impatto; valutazione sociale; banche dati ambientali; incertezza degli inventari; regole di categoria di prodotto',
    'life cycle assessment; carbon footprint; water footprint; process inventory; life cycle costing; impact categories; social assessment; environmental databases; inventory uncertainty; product category rules',
  ),
];

/** What every proposal and curriculum is filled with, whatever its subject. */
export const filler = {
  it: 'il consorzio riunisce imprese e università del territorio; il lavoro è diviso in fasi con tappe verificabili; una prova dimostrativa in ambiente industriale; la diffusione avviene con seminari e corsi; il gruppo ha esperienza internazionale; si prevede il coinvolgimento di giovani; i rischi sono tenuti sotto controllo; ricadute economiche e sociali; collaborazione con i laboratori pubblici; coordinamento e gestione amministrativa; ha insegnato e guidato gruppi di lavoro; ha partecipato a comitati scientifici; premi e riconoscimenti nazionali; trasferimento alle piccole imprese'.split(
    '; ',
  ),
  en: 'the consortium joins firms and universities of the region; work is split in phases with verifiable milestones; a demonstration in an industrial setting; dissemination by seminars and courses; the team has international experience; young people will be involved; risks are kept under control; economic and social benefits; collaboration with public laboratories; coordination and administrative management; taught and led working groups; member of scientific committees; national awards; transfer to small firms'.split(
    '; ',
  ),
};
