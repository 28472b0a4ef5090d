import { folded } from '../text/folded.ts'

/** Lists of words that say how a name stands in a sentence. All in small letters and without accents. */
const listed = (words: string): ReadonlySet<string> => new Set(folded(words).trim().split(/\s+/u))

/** Words with which a name has its article already. */
export const begins = {
  fr: {
    one: listed(
      `le la l un une du au ce cet cette mon ma ton ta son sa notre votre leur chaque tout toute aucun aucune celui celle
      quelqu quiconque on`,
    ),
    many: listed(
      `les des ces mes tes ses nos vos leurs tous toutes ceux celles certains certaines plusieurs quelques beaucoup deux trois
      quatre cinq six sept huit neuf dix cent mille`,
    ),
  },
  en: listed(
    `the a an our your my their his her its this that these those each every all some many most both any no one ones somebody
    someone everybody everyone anybody anyone nobody whoever two three four five six seven eight nine ten`,
  ),
} as const

/** Letters behind which an h is spoken: "la hiérarchie", "les handicapés". */
export const spokenH =
  /^(?:h(?!eroin)(?:acker|aie|aine|all|alte|ameau|anche|and|angar|arcel|ard|asard|aut(?!eriv)|ero|eurt|ibou|ierarch|ip|obby|ockey|olding|olland|omard|ongr|ont|ors|ot[- ]?line|oule|ub|uit|urle|uron|uss)|onz|oui|ouistiti|y[aeiou])/u

/** Common names in one, by their gender, that do not show it by their end. */
export const feminine = listed(
  `presse mairie police region ville commune famille direction banque ecole equipe planete nature justice armee metropole
  federation prefecture collectivite concurrence comptabilite compta paie finance logistique maintenance production vente relation
  recherche hierarchie gouvernance maitrise cour chambre caisse agence association entreprise societe usine cantine creche
  bibliotheque mediatheque piscine clinique pharmacie poste gare ligne filiale marque boutique victime personne foule
  voisine cliente patiente generation jeunesse communaute humanite population clientele profession tutelle mere
  grand-mere soeur fille femme dame mamie maman voix main dsi drh cnil sncf ratp dg douane croix-rouge
  assistante aidante malvoyante cellule branche base gendarmerie`,
)
export const masculine = listed(
  `public client eleve hopital etat personnel voisin patient medecin maire juge peuple pays climat syndicat quartier village
  fournisseur patron chef enfant bebe jeune etudiant apprenti concurrent actionnaire benevole sportif athlete arbitre
  comite club stade hotel restaurant cafe facteur gardien taxi metro train transport reseau operateur gouvernement
  ministere ministre parlement depute prefet departement conseil tribunal service support marketing management siege
  prestataire partenaire sous-traitant consommateur citoyen contribuable usager riverain touriste malade proche pere frere fils
  homme monsieur papi papa habitant locataire proprietaire salarie cadre ouvrier manager codir comex cse cio cojo
  livreur corps terrain futur grand petit premier dernier nouveau ancien autre grand-pere centre bureau guichet accueil
  college lycee musee artisan air onze juridique stagiaire secretaire samu smur theatre journal media site magasin chantier atelier garage parc port aeroport secretariat`,
)
/** Ends of common names in one. */
export const feminineEnd =
  /(?:[tsx]ion|té|ée|ette|esse|ence|ance|rie|logie|ure|trice|euse|ière|ère|enne|onne|ade|ude|ille|ique)$/u
export const masculineEnd =
  /(?:ment|age|eur|ien|isme|eau|er|if|al|oir|ant|ent|on|in|ard|iste|aire|ier|eux|et|ot|ois|ais|ain|el)$/u

/** Short forms of many: "les PME". */
export const manyByLetters = listed(`rh pme tpe eti ong jo esn ehpad`)
/** Short forms before which the article elides. */
export const elidingLetters = listed(`onu ue oms unesco otan ofii anssi inserm inrae insee ia`)

/** Names in one that end as many do. */
export const endsAsMany = {
  fr: listed(
    `pays corps temps repas bus campus bras voix prix choix paix commis cours palais marais bois tiers proces acces
    paris reims orleans airbus tours nantes amiens cannes nimes limoges ursaff carrefour`,
  ),
  en: listed(
    `press business news headquarters campus bus boss class access process progress congress paris airbus series politics
    logistics mathematics physics ethics wales hermes adidas netherlands princess waitress actress mistress witness hostess
    business economics`,
  ),
} as const

/** Names of many without the sign of it. */
export const manyInOne = listed(
  `people children men women police staff media alumni folk personnel elderly grandchildren sportsmen businesswomen
  businessmen policemen firefighters craftsmen fishermen youth homeless criteria parents-in-law`,
)
/** Of these "the" is said all the same. */
export const theMany = listed('police media press elderly homeless youth')

/** Common names in one that stand alone, without an article. */
export const bareInEnglish = listed(
  `society management leadership humanity mankind nature parliament procurement marketing accounting finance compliance logistics
  sales hr it legal security operations engineering purchasing support congress research democracy science staff personnel news`,
)
/** Common names in one that do not show it by their end. */
export const commonInEnglish = listed(
  `press public client customer patient nurse doctor baker neighbour neighbor child parent mother father grandmother
  grandfather sister brother son daughter friend colleague boss chief head team board council state city town village
  region country planet climate police army bank school hospital hotel club stadium shop store plant factory office site company
  firm family community federation ministry minister mayor judge court union district department unit group staff crew guard host
  guest pupil student apprentice intern trainee athlete coach referee fan crowd volunteer citizen taxpayer user tenant owner
  landlord investor shareholder sponsor supplier partner competitor vendor contractor regulator government parliament
  association charity press newspaper journalist press future next local senior junior other new old young big small last
  first end night it hr finance sales security legal product customer call service help front back street kitchen support
  data world earth environment market budget cfo ceo cio cto facilities archive library museum theatre reception wider general
  national regional international former current civil business sports whole person headquarters cook water`,
)
export const commonEndInEnglish =
  /(?:er|or|ist|ment|tion|sion|ity|ship|ence|ance|ee|ant|ive|ness|ure|ary|eer|man|woman|ian|hood|ry|age)$/u

/** First words that keep their capital. */
export const proper = listed(
  `paris london berlin rome madrid lyon marseille lille nice bordeaux toulouse nantes europe africa asia america france germany
  italy spain england britain scotland ireland wales india china japan brazil canada mexico french english british german italian
  spanish portuguese dutch belgian swiss irish scottish welsh chinese japanese korean indian russian ukrainian polish greek
  turkish european african asian american canadian brazilian mexican australian olympic paralympic christian muslim jewish
  catholic buddhist twitter uber airbnb docker amazon google microsoft apple orange engie renault peugeot danone total thales
  safran capgemini accenture deloitte sanofi michelin decathlon carrefour auchan leclerc netflix spotify alice marie paul sophie
  jean pierre claire camille julie thomas anna emma`,
)
