import type { Language } from '../board/document.ts'

/** The question that a worn word raises. */
export const WornQuestion = {
  /** A word for people: who exactly? */
  who: 'who',
  /** A word for a thing: what exactly? */
  what: 'what',
  /** A verb that any organisation uses: what would somebody see us do? */
  how: 'how',
  /** Praise: how would one notice it? */
  sign: 'sign',
  /** A value: what would you no longer do? */
  choice: 'choice',
  /** A time without a date: when exactly? */
  when: 'when',
  /** A turn of phrase: what would be missing without it? */
  phrase: 'phrase',
  /** A verb that became a noun: who does what? */
  verb: 'verb',
} as const
export type WornQuestion = (typeof WornQuestion)[keyof typeof WornQuestion]

type WornList = Readonly<Record<Exclude<WornQuestion, 'phrase' | 'verb'>, string>>

/**
 * Words that organisations of every kind use about themselves, without accents. A `*` stands for any ending. The lists
 * come from the language of missions, values and strategies, not from measured sentences.
 */
export const wornLists: Readonly<Record<Language, WornList>> = {
  en: {
    who: `everyone everybody anyone anybody all person persons people human humans humanity humankind mankind society
      communit* customer* client* consumer* user users stakeholder* shareholder* partner* team teams talent talents employee*
      workforce colleague* business businesses organi?ation* company companies enterprise* corporat* industr* planet world
      globe global globally worldwide everywhere anywhere life lives individual individuals generation* market markets`,
    what: `solution* service services product products technolog* digital* platform* system systems tool tools experience*
      offering* process processes project projects challenge* problem* issue issues need needs expectation* result results
      outcome* deliverable* insight* content thing things way ways infrastructure* ecosystem* capabilit* resource* asset assets
      change transformation* environment* benefit* initiative* framework* methodolog* work information data difference
      idea ideas goal goals objective* target targets possibilit* horizon* barrier* governance compliance productivity
      availability organi?ational operational`,
    how: `deliver* enabl* empower* leverag* drive drives driving create creates creating creation build builds building provid*
      offer offers offering support* help helps helping ensur* foster* facilitat* enhanc* improv* optimi* maximi* accelerat*
      transform* contribut* develop* promot* strengthen* shape shapes shaping unlock* unleash* boost* achiev* exceed* striv*
      serve serves serving connect* unite unites uniting grow grows growing evolv* streamlin* simplif* align* bring brings
      bringing solve solves solving adapt* anticipat* embrac* champion* nurtur* harness* reimagin* rethink* reinvent* redefin*
      elevat* inspir* care caring fulfil* listen* innovat* advanc* share sharing commit commits thriv* flourish* enrich* delight* become becoming
      support supporting guide guiding`,
    sign: `better best great greater greatest unique* meaningful* exceptional* outstanding remarkab* seamless* smooth* smart*
      scalab* robust* reliab* secure securely security flexib* modern* simple simply easy easier effortless* intuitive*
      personali?ed tailored holistic* dynamic* proactive* relevant* optimal* superior positive* important bright brighter
      strong stronger powerful* competitiv* premier ultimate leading valuable accessib* sustainab* innovative essential*
      successful* efficient* effective* high higher vibrant limitless strategic* ideal
      possible`,
    choice: `trust trusted trustworth* confiden* excellen* integrity innovation* agil* passion* commitment* committed
      dedicat* quality performan* efficien* effectiveness transparen* responsib* accountab* sustainability resilien* respect*
      empath* inclusi* divers* equit* authentic* collaborat* cooperat* synerg* creativ* ambitio* purpose mission* vision
      value values leader leaders leadership professional* courage* ethic* expert* excel excels excelling openness honest*
      engag* growth prosper* success* progress* impact* potential opportunit* wellbeing strateg* culture* together teamwork
      happiness joy dream dreams hope harmony freedom catalyst*
      aspiration* satisfaction productiv* reactiv* responsive* proximity simplicity`,
    when: `future* tomorrow today daily everyday always forever continu* constant* ever`,
  },
  fr: {
    who: `tous toutes chacun chacune client* utilisat* usager* collaborateur* collaboratrice* partenaire* metier metiers
      equipe equipes societe* societal* monde mondial* humain* humanite individu* gens personnes talents acteur acteurs
      citoyen* consommat* entreprise* organisation* planete communaute* generation* salarie salaries salariee* public vie vies
      interlocut* actionnaire*`,
    what: `solution* service services produit produits technolog* numeri* digita* plateforme* systeme* outil outils
      experience* offre offres processus demarche* projet projets defi defis enjeu* probleme* problemat* besoin* attente attentes
      resultat* donnee* contenu* chose choses moyens infrastructure* ecosysteme* competence* ressource* transformation*
      changement* environnement* levier* benefice* transition* initiative* accompagnement* usage usages activite* action actions
      travail informati* interet difference objectif* but buts idee idees
      possible possibles horizon* perspective* gouvernance conformite productivite disponibilite socle socles frein freins`,
    how: `accompagner accompagne accompagnons accompagnant delivr* proposer proposons propose proposant offrir offrons offrant
      creer cree creons creant creation* construi* batir batissons batissant fournir fournissons fournissant assurer assurons
      assurant garanti* favoris* facilit* amelior* optimis* maximis* accelerer accelerons acceleration* transformer transformons
      contribu* develop* promouv* renforc* liberer liberons liberant feder* agir agissons servir servons connecter connectons
      connecte* grandir evolu* simplifier simplifions aligner alignement apporter apportons apportant repondre repondons
      anticip* adapter adaptons adaptation* imagin* invent* reinvent* repens* faconn* incarn* soutenir soutien soutenons
      permett* permet oeuvr* partag* ecouter ecoute valoris* mobilis* stimul* dynamis* insuffl* inspir* rayonn* conjugu*
      concilier innover innovons modernis* engager piloter pilotons enrichir enrichi* devenir vivre viser visons
      relever conduire`,
    sign: `meilleur* innovant* fiab* securis* securite* fluid* simple simples simplement simplicite moderne* modernite
      intelligent* evolutif* evolutive* robust* unique uniques exceptionnel* remarquab* optimal* pertinen* adapte adaptes
      adaptee* personnalis* dynamique* proactif* proactive* global* positif* positive* essentiel* important* majeur* veritab*
      harmonieu* accessib* competitif* incontournab* reconnu* perenn* durab* performant* efficac* ambitieu* exemplaire*
      utile utiles reel reelle ideal* reactif* reactive* fluidement humainement`,
    choice: `confian* excellen* innovation* agil* passion* engagement* engage engages engagee* qualite* performance* efficien*
      transparen* responsab* resilien* respect* empath* inclusi* divers* equit* authenti* collaborati* cooperat* synerg* creativ*
      ambition* mission* vision valeur* leader* professionnalis* ethique* expert* integrite exigen* rigueur rigoureu* proximite
      bienveill* solidar* audac* convivial* reussi* progres* croissance* impact* potentiel* opportunit* epanoui* bienetre
      energie* strateg* culture* harmonie dynamisme competitiv* differenci* ensemble humaniste* fierte bonheur joie espoir reve reves liberte catalyseur*
      moteur vecteur* tremplin* ambassad* referen* federateur* satisfaction reactivite simplicite equilibre`,
    when: `avenir demain futur* quotidien* toujours continu* constamment perpetuel* aujourd'hui`,
  },
}

/** Turns of phrase that say nothing of one's own, without accents and hyphens. A `*` stands for any ending. */
export const wornPhrases: Readonly<Record<Language, readonly string[]>> = {
  en: `make a difference, make a real difference, making a difference, make a meaningful difference, at the heart of,
    people first, putting people first, customer centric, customer focused, human centred, human centered, one step ahead,
    extra mile, added value, work together, working together, best in class, world class, state of the art, cutting edge,
    leading edge, next generation, best practice*, trusted partner, partner of choice, long term, every day, each day,
    day to day, in everything we do, next level, win win, end to end, one stop, the power of, better world,
    better future, better place, better life, better tomorrow, for the better, change the world, full potential, on the planet,
    continuous improvement, raise the bar, push* the boundaries, thought leader*, operational excellence,
    digital transformation, outside the box, needs of, expectations of, fit for purpose, future proof, value for money,
    value creation, high quality, high performance, bring* out the best, the best version, for everyone, for all,
    everything we do, second to none, to the fullest, 
    hand in hand, sense of purpose, data driven, user friendly, user centric, user centred, user centered, customer first,
    cost effective, it department, it services, it solutions, first choice, one team, lives of, the right,
    meet the needs, ready for, in an ever changing, fast changing, rapidly changing`
    .split(',')
    .map((phrase) => phrase.trim()),
  fr: `au coeur de, au coeur des, au coeur du, faire la difference, a la pointe, de premier plan, createur* de valeur,
    creation de valeur, valeur ajoutee, au service de, au service des, au service du, a leur service, a votre service,
    a son service, partie* prenante*, partenaire de confiance, acteur de confiance, acteur majeur, acteur* de reference,
    de reference, sur mesure, cle* en main, bout en bout, defis de demain, enjeux de demain, monde meilleur, meilleur monde,
    avenir meilleur, meilleur avenir, vie meilleure, meilleure vie, meilleur quotidien, donner du sens, donne du sens,
    donner envie, tout le monde, plus grand nombre, pour tous, a tous, de tous, toutes et tous, a chacun, pour chacun,
    bien commun, biens communs, interet general, intelligence collective, esprit d equipe,
    au centre de, haut niveau, haute qualite, valeurs humaines, excellence operationnelle, transformation numerique,
    transformation digitale, amelioration continue, developpement durable, a taille humaine, tiss* des liens, creer du lien,
    cree du lien, faire avancer, aller plus loin, aller de l avant, chaque jour, au quotidien, de demain, long terme,
    dans l interet de, liberer les energies, liberer le potentiel, lever les freins, repondre aux besoins,
    repondre aux attentes, faire grandir, faire bouger, changer le monde, changer la donne, main dans la main, tous ensemble,
    a l ecoute, en toute confiance, en toute simplicite, jour apres jour, mettre l humain, l humain au coeur,
    une experience unique, bien etre, savoir faire, savoir etre, monde de demain, plus value, force de proposition, en constante evolution, systeme d information, systemes d information, a la hauteur,
    au rendez vous, oriente* client*, centre* sur, mieux vivre, premier choix, une seule equipe,
    relever les defis`
    .split(',')
    .map((phrase) => phrase.trim()),
}

/** Endings of verbs that became nouns, without accents. */
export const abstractEndings: Readonly<Record<Language, RegExp>> = {
  en: /.{4}(?:i[sz]ations?|[aeiu]tions?|abilit(?:y|ies)|ivity|ness|isms?|ments?)$/u,
  fr: /.{4}(?:isations?|[aeiu]tions?|abilites?|ivites?|ismes?|ements?)$/u,
}

/** Words with such endings that one can see or touch, without accents. */
export const concreteWords: Readonly<Record<Language, string>> = {
  en: `station stations question questions population populations vaccination vaccinations medication prescription
    prescriptions education apartment apartments basement pavement instrument instruments garment document documents monument payment
    payments appointment appointments government governments parliament department departments examination examinations
    location locations plantation generation reception receptions operation operations harness witness illness illnesses
    reservation reservations donation donations invitation invitations moment moments element elements apartment`,
  fr: `station stations question questions population populations vaccination vaccinations prescription prescriptions
    reanimation appartement appartements batiment batiments document documents monument instrument instruments vetement
    vetements medicament medicaments paiement paiements logement logements departement departements parlement gouvernement
    consultation consultations operation operations reception receptions habitation habitations location locations extinction
    alimentation association associations reservation reservations invitation invitations element elements delegation
    delegations declaration declarations evenement evenements enterrement pansement pansements`,
}

/** Words that draw a limit or name a moment: somebody else could not simply sign them. Without accents. */
export const limitWords: Readonly<Record<Language, string>> = {
  en: `never without before after until unless no nobody none nothing neither nor not only even alone instead rather because
    when while already within once twice second seconds minute minutes hour hours night nights morning monday tuesday wednesday
    thursday friday saturday sunday noon midnight nightfall yesterday`,
  fr: `jamais sans avant apres jusqu jusque sauf aucun aucune rien personne ni ne n pas seulement meme seul seule plutot parce
    quand lorsque lorsqu deja seconde secondes minute minutes heure heures nuit nuits matin lundi mardi mercredi jeudi
    vendredi samedi dimanche midi minuit hier`,
}

/** Numbers that are written as words, without accents. */
export const numberWords: Readonly<Record<Language, string>> = {
  en: 'two three four five six seven eight nine ten twelve fifteen twenty thirty fifty hundred thousand',
  fr: 'deux trois quatre cinq six sept huit neuf dix douze quinze vingt trente cinquante cent mille',
}
