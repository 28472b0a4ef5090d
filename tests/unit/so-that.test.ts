import { expect, test } from 'vitest'
import { soThat } from '#shared/statements/so-that.ts'
import { missingPart, placeOf, withWhom } from '#shared/statements/purpose-builder.ts'

/** A line each: the name as people write it, then what stands before "puisse" or "can". "puissent" is said where it follows. */
const french = `
Élus → que les élus puissent
Les élus → que les élus puissent
Élus locaux → que les élus locaux puissent
L'hôpital → que l’hôpital
Hôpital → que l’hôpital
hôpitaux → que les hôpitaux puissent
Habitants de Saint-Denis → que les habitants de Saint-Denis puissent
Les habitants de X → que les habitants de X puissent
La boulangère → que la boulangère
Boulangère → que la boulangère
Boulangère du coin → que la boulangère du coin
Presse → que la presse
La Presse → que la presse
presse locale → que la presse locale
Mairie → que la mairie
mairie de Paris → que la mairie de Paris
Public → que le public
Grand public → que le grand public
Le public → que le public
Public scolaire → que le public scolaire
Spectateurs → que les spectateurs puissent
Spectatrice en fauteuil → que la spectatrice en fauteuil
Athlètes → que les athlètes puissent
athlète → que l’athlète
Sportifs de haut niveau → que les sportifs de haut niveau puissent
Fédérations → que les fédérations puissent
Fédération → que la fédération
Fédérations internationales → que les fédérations internationales puissent
Bénévoles → que les bénévoles puissent
bénévole de six heures → que le bénévole de six heures
Le bénévole de six heures → que le bénévole de six heures
Secours → que les secours puissent
les secours → que les secours puissent
Pompiers → que les pompiers puissent
SAMU → que le SAMU
Police → que la police
Gendarmerie → que la gendarmerie
Préfecture → que la préfecture
Préfet → que le préfet
État → que l’État
L'État → que l’État
Ministère des Sports → que le ministère des Sports
Ministère → que le ministère
CIO → que le CIO
DSI → que la DSI
DSI du siège → que la DSI du siège
RH → que les RH puissent
EDF → qu’EDF
ONU → que l’ONU
ONG → que les ONG puissent
PME → que les PME puissent
PME locales → que les PME locales puissent
SNCF → que la SNCF
Airbus → qu’Airbus
Amazon → qu’Amazon
Renault → que Renault
Crédit Agricole → que Crédit Agricole
Croix-Rouge → que la Croix-Rouge
Banque Postale → que la Banque Postale
Ville de Paris → que la ville de Paris
Ville → que la ville
Région → que la région
Région Île-de-France → que la Région Île-de-France
Métropole → que la métropole
Communes → que les communes puissent
Département → que le département
Europe → qu’Europe
L'Europe → que l’Europe
Ceux qui viendront après nous → que ceux qui viendront après nous puissent
celles et ceux qui nettoient → que celles et ceux qui nettoient puissent
Celui qui paie quand nous échouons → que celui qui paie quand nous échouons
Celle qui ne se plaint jamais → que celle qui ne se plaint jamais
Celui qu'on oublie toujours → que celui qu’on oublie toujours
Tous → que tous puissent
Toutes et tous → que toutes et tous puissent
Tout le monde → que tout le monde
Chaque salarié → que chaque salarié
Nos clients → que nos clients puissent
Notre hiérarchie → que notre hiérarchie
Hiérarchie → que la hiérarchie
Handicapés → que les handicapés puissent
Personnes handicapées → que les personnes handicapées puissent
Personne âgée → que la personne âgée
Personnes âgées → que les personnes âgées puissent
Héros du quotidien → que les héros du quotidien puissent
Hommes → que les hommes puissent
Femmes → que les femmes puissent
Femmes de ménage → que les femmes de ménage puissent
Femmes et hommes → que les femmes et les hommes puissent
Parents et enfants → que les parents et les enfants puissent
Hôtels, cafés et restaurants → que les hôtels, les cafés et les restaurants puissent
Ma grand-mère → que ma grand-mère
Grand-mère → que la grand-mère
sa grand-mère → que sa grand-mère
Alice → qu’Alice
Paul de la compta → que Paul de la compta
Un nouveau → qu’un nouveau
Une voisine → qu’une voisine
Un voisin → qu’un voisin
Voisins → que les voisins puissent
Riverains → que les riverains puissent
Riverain → que le riverain
Commerçants → que les commerçants puissent
Commerçant → que le commerçant
Artisan → que l’artisan
Artisans → que les artisans puissent
Entreprises → que les entreprises puissent
Entreprise → que l’entreprise
Équipe produit → que l’équipe produit
Équipes → que les équipes puissent
Équipes métier → que les équipes métier puissent
Métiers → que les métiers puissent
Utilisateurs → que les utilisateurs puissent
Utilisateur final → que l’utilisateur final
Usagers → que les usagers puissent
Agents → que les agents puissent
Agent d'accueil → que l’agent d’accueil
Accueil → que l’accueil
Stagiaires → que les stagiaires puissent
Stagiaire → que le stagiaire
Apprentis → que les apprentis puissent
L'apprenti → que l’apprenti
Nouveaux arrivants → que les nouveaux arrivants puissent
Nouvel arrivant → que le nouvel arrivant
Anciens → que les anciens puissent
Retraités → que les retraités puissent
Retraitées → que les retraitées puissent
Jeunes → que les jeunes puissent
Jeunes du quartier → que les jeunes du quartier puissent
Étudiants → que les étudiants puissent
Étudiante → qu’Étudiante
École → que l’école
Écoles → que les écoles puissent
Enseignants → que les enseignants puissent
Élèves → que les élèves puissent
Élève → que l’élève
Lycéens → que les lycéens puissent
Université → que l’université
Universités → que les universités puissent
Chercheurs → que les chercheurs puissent
Recherche et développement → que la recherche et le développement puissent
Journalistes → que les journalistes puissent
Journaliste → que le journaliste
Médias → que les médias puissent
Média local → que le média local
Réseaux sociaux → que les réseaux sociaux puissent
Télévision → que la télévision
Diffuseurs → que les diffuseurs puissent
Diffuseur officiel → que le diffuseur officiel
Partenaires → que les partenaires puissent
Partenaire → que le partenaire
Sponsors → que les sponsors puissent
Fournisseurs → que les fournisseurs puissent
Fournisseur → que le fournisseur
Prestataires → que les prestataires puissent
Sous-traitants → que les sous-traitants puissent
Concurrents → que les concurrents puissent
Concurrent → que le concurrent
Actionnaires → que les actionnaires puissent
Actionnaire → que l’actionnaire
Comité d'entreprise → que le comité d’entreprise
CSE → que le CSE
Syndicats → que les syndicats puissent
Syndicat → que le syndicat
Direction → que la direction
Direction générale → que la direction générale
DG → que la DG
Direction financière → que la direction financière
Comptabilité → que la comptabilité
Finance → que la finance
Finances → que les finances puissent
Marketing → que le marketing
Communication → que la communication
Juridique → que le juridique
Sécurité → que la sécurité
Support → que le support
Maintenance → que la maintenance
Exploitation → que l’exploitation
Hébergeur → que l’hébergeur
Hackers → que les hackers puissent
Hacker → que le hacker
Huissier → que l’huissier
Humanité → que l’humanité
L'humanité → que l’humanité
Planète → que la planète
La planète → que la planète
Nature → que la nature
Climat → que le climat
Générations futures → que les générations futures puissent
Les générations futures → que les générations futures puissent
Futurs collègues → que les futurs collègues puissent
Collègues → que les collègues puissent
Managers → que les managers puissent
Manager → que le manager
Nos successeurs → que nos successeurs puissent
Successeurs → que les successeurs puissent
Chef de projet → que le chef de projet
Cheffe de projet → que la cheffe de projet
Infirmières → que les infirmières puissent
Infirmière → que l’infirmière
Infirmières de nuit → que les infirmières de nuit puissent
Médecins → que les médecins puissent
Médecin → que le médecin
Patients → que les patients puissent
Patient → que le patient
Malades → que les malades puissent
Malade → que le malade
Familles → que les familles puissent
Famille des patients → que la famille des patients
Aidants → que les aidants puissent
Aidante → que l’aidante
Proches → que les proches puissent
Contribuables → que les contribuables puissent
Contribuable → que le contribuable
Citoyens → que les citoyens puissent
Citoyenne → que la citoyenne
Électeurs → que les électeurs puissent
Maire → que le maire
Maires → que les maires puissent
Députés → que les députés puissent
Élu·e·s → que les élu·e·s puissent
élu(e)s → que les élu(e)s puissent
Agent·e·s → que les agent·e·s puissent
Livreurs → que les livreurs puissent
Livreur → que le livreur
Chauffeurs → que les chauffeurs puissent
Conducteur → que le conducteur
Voyageurs → que les voyageurs puissent
Voyageuse → que la voyageuse
Touristes → que les touristes puissent
Touriste → que le touriste
Gardien → que le gardien
Gardiens → que les gardiens puissent
Onze de France → que le onze de France
Hauts fonctionnaires → que les hauts fonctionnaires puissent
Haute direction → que la haute direction
Youtubeurs → que les youtubeurs puissent
Oiseaux → que les oiseaux puissent
Abeilles → que les abeilles puissent
Animaux → que les animaux puissent
Arbres → que les arbres puissent
Eau → que l’eau
Air → que l’air
Usine → que l’usine
Usines → que les usines puissent
Ouvriers → que les ouvriers puissent
Ouvrière → que l’ouvrière
Caissière → que la caissière
Cuisiniers → que les cuisiniers puissent
Cantine → que la cantine
Agriculteurs → que les agriculteurs puissent
Agricultrice → que l’agricultrice
deux stagiaires → que deux stagiaires puissent
3 bénévoles → que 3 bénévoles puissent
Nous → que nous puissions
Vous → que vous puissiez
Quelqu'un → que quelqu’un
Quelqu'un qui doute → que quelqu’un qui doute
Personnel soignant → que le personnel soignant
Personnel → que le personnel
Corps arbitral → que le corps arbitral
Pays hôtes → que les pays hôtes puissent
Pays → que le pays
Assureur → que l’assureur
Assurance → que l’assurance
Banques → que les banques puissent
Notaire → que le notaire
Avocats → que les avocats puissent
Juges → que les juges puissent
Tribunal → que le tribunal
Prisonniers → que les prisonniers puissent
Réfugiés → que les réfugiés puissent
Association → que l’association
Associations → que les associations puissent
Associations sportives → que les associations sportives puissent
Clubs → que les clubs puissent
Club → que le club
Licenciés → que les licenciés puissent
Entraîneur → que l’entraîneur
Arbitres → que les arbitres puissent
Arbitre → que l’arbitre
Public (tribunes) → que le public (tribunes)
Élus, presse → que les élus et la presse puissent
LES ÉLUS → que les élus puissent
PRESSE → que la presse
`
const english = `
Nurses → nurses
nurses → nurses
The press → the press
Press → the press
Local press → the local press
Public → the public
The public → the public
General public → the general public
Those who come after us → those who come after us
The one who pays when we fail → the one who pays when we fail
Business teams → business teams
IT teams → IT teams
IT → IT
IT department → the IT department
Finance → finance
Finance team → the finance team
HR → HR
People → people
people who live here → people who live here
Residents of Paris → residents of Paris
Paris residents → Paris residents
French athletes → French athletes
Athletes → athletes
Athlete → the athlete
Baker → the baker
The baker → the baker
Volunteers → volunteers
The six o'clock volunteer → the six o’clock volunteer
City hall → the city hall
City Hall → City Hall
Red Cross → Red Cross
Amazon → Amazon
NHS → NHS
NHS nurses → NHS nurses
EU citizens → EU citizens
Children → children
Grandchildren → grandchildren
Our successors → our successors
My grandmother → my grandmother
Grandmother → the grandmother
Alice → Alice
Everyone → everyone
Everybody → everybody
Somebody who doubts → somebody who doubts
Police → the police
Staff → staff
Night staff → night staff
Media → the media
Journalists → journalists
Civil society → civil society
Management → management
Senior management → senior management
Parliament → parliament
Parents and children → parents and children
Suppliers → suppliers
Supplier → the supplier
Regulator → the regulator
Competitors → competitors
Future generations → future generations
Future colleagues → future colleagues
New joiners → new joiners
New joiner → the new joiner
Apprentices → apprentices
Interns → interns
The intern → the intern
Users → users
End users → end users
End user → the end user
Customers → customers
Customer → the customer
Customer service → the customer service
Shareholders → shareholders
Board → the board
Board of directors → the board of directors
Council → the council
Mayor → the mayor
Mayors → mayors
Ministry of Sports → the ministry of Sports
Government → the government
Taxpayers → taxpayers
Citizens → citizens
Neighbours → neighbours
Neighbour → the neighbour
Patients in intensive care → patients in intensive care
Patient → the patient
Doctors → doctors
Families → families
Family → the family
Carers → carers
Teachers → teachers
Teacher → the teacher
School → the school
Schools → schools
Students → students
Universities → universities
University → the university
Researchers → researchers
Fans → fans
Spectators → spectators
Spectator in a wheelchair → the spectator in a wheelchair
Broadcasters → broadcasters
Sponsors → sponsors
Federations → federations
Olympic family → the Olympic family
Planet → the planet
The planet → the planet
Nature → nature
Humanity → humanity
Bees → bees
Trees → trees
Water → the water
Farmers → farmers
Farmer → the farmer
Factory workers → factory workers
Workers → workers
Union → the union
Unions → unions
Trade unions → trade unions
Drivers → drivers
Driver → the driver
Delivery drivers → delivery drivers
Passengers → passengers
Tourists → tourists
Hotels, bars and restaurants → hotels, bars and restaurants
Insurers → insurers
Bank → the bank
Banks → banks
Lawyers → lawyers
Judge → the judge
Judges → judges
Prisoners → prisoners
Refugees → refugees
Charities → charities
Clubs → clubs
Club → the club
Coach → the coach
Coaches → coaches
Referees → referees
Business → the business
Businesses → businesses
Small businesses → small businesses
News → news
Headquarters → the headquarters
We → we
You → you
They → they
Two interns → two interns
3 volunteers → 3 volunteers
No one → no one
All teams → all teams
Each team → each team
Security → security
Support → support
Support team → the support team
Help desk → the help desk
Call centre → the call centre
Women → women
Men → men
Young people → young people
The elderly → the elderly
Elderly → the elderly
Homeless → the homeless
Cleaning staff → cleaning staff
Cleaners → cleaners
Cook → the cook
Cooks → cooks
Guards → guards
Director → the director
Directors → directors
CEO → the CEO
CFO → the CFO
Chief executive → the chief executive
Project manager → the project manager
Project managers → project managers
Product owners → product owners
Developers → developers
Operations → operations
Legal → legal
Legal team → the legal team
Procurement → procurement
Marketing → marketing
Sales → sales
Sales team → the sales team
Partners → partners
Partner → the partner
Investors → investors
Investor → the investor
Auditor → the auditor
Auditors → auditors
Contractors → contractors
Landlord → the landlord
Tenants → tenants
Homeowners → homeowners
Local shops → local shops
Local shop → the local shop
Shopkeepers → shopkeepers
Firefighters → firefighters
Ambulance crews → ambulance crews
Ambulance crew → the ambulance crew
Rescue services → rescue services
Emergency services → emergency services
Host city → the host city
Host cities → host cities
Next generation → the next generation
The next generation → the next generation
The State → the State
State → the state
Region → the region
Village → the village
Whoever calls at night → whoever calls at night
whoever comes last → whoever comes last
`

const linesOf = (table: string) =>
  table
    .trim()
    .split('\n')
    .map((line) => line.split(' → ') as [string, string])

test.each([
  { language: 'fr', table: french, lead: 'pour ', verb: 'puisse' },
  { language: 'en', table: english, lead: 'so that ', verb: 'can' },
] as const)(
  'over 200 names of a map stand right in a sentence: $language',
  ({ language, table, lead, verb }) => {
    const names = linesOf(table)
    expect(names.length).toBeGreaterThanOrEqual(200)
    const said = names.map(([name]) => `${name} → ${soThat([name], language)}`)
    const wanted = names.map(([name, words]) =>
      / puiss\S+$/u.test(words) ? `${name} → ${lead}${words}` : `${name} → ${lead}${words} ${verb}`,
    )
    expect(said).toEqual(wanted)
  },
)

test('several people stand in one list, and the verb follows them', () => {
  expect(soThat(['Presse', 'Hôpital'], 'fr')).toBe('pour que la presse et l’hôpital puissent')
  expect(soThat(['Alice', 'les élus', 'Nous'], 'fr')).toBe('pour qu’Alice, les élus et nous puissions')
  expect(soThat(['Nurses', 'press', 'Alice'], 'en')).toBe('so that nurses, the press and Alice can')
  expect(soThat([' … ', ''], 'fr')).toBe('')
})

test('a person who is tapped is written into the text, and the next gap waits for words', () => {
  const first = withWhom('', [], ['La boulangère'], 'fr')
  expect(first).toEqual({ text: 'Nous … pour que la boulangère puisse …', from: 5, to: 6 })
  expect(missingPart(first.text, ['La boulangère'], 'fr')).toBe('does')
  const said = 'Nous démontons en une nuit pour que la boulangère puisse …'
  expect(withWhom('Nous démontons en une nuit pour que', [], ['La boulangère'], 'fr').text).toBe(said)
  expect(withWhom('Nous démontons en une nuit.', [], ['La boulangère'], 'fr').text).toBe(said)
  expect(missingPart(said, ['La boulangère'], 'fr')).toBe('change')
  const done = said.replace('…', 'retrouver sa rue.')
  expect(missingPart(done, ['La boulangère'], 'fr')).toBeNull()
  expect(withWhom(done, ['La boulangère'], ['La boulangère', 'Secours'], 'fr').text).toBe(
    'Nous démontons en une nuit pour que la boulangère et les secours puissent retrouver sa rue.',
  )
  expect(withWhom(done, ['La boulangère'], [], 'fr').text).toBe(
    'Nous démontons en une nuit pour retrouver sa rue.',
  )
  expect(withWhom(first.text, ['La boulangère'], [], 'fr').text).toBe('')
  expect(withWhom('We', [], ['Nurses'], 'en').text).toBe('We … so that nurses can …')
})

test('words that their writer has changed are never written over', () => {
  const own = 'Nous démontons pour que le quartier dorme.'
  expect(withWhom(own, [], ['La boulangère'], 'fr').text).toBe(own)
  expect(withWhom('We rest so that all of us sleep', ['Nurses'], ['Nurses', 'Press'], 'en').text).toBe(
    'We rest so that all of us sleep',
  )
  expect(missingPart(own, ['La boulangère'], 'fr')).toBeNull()
})

test('each part of the sentence has its place', () => {
  const text = 'We … so that nurses can …'
  expect(placeOf(text, ['Nurses'], 'does', 'en')).toMatchObject({ from: 3, to: 4 })
  expect(placeOf(text, ['Nurses'], 'change', 'en')).toMatchObject({ from: 24, to: 25 })
  const whole = 'We wash so that nurses can rest.'
  expect(placeOf(whole, ['Nurses'], 'does', 'en')).toMatchObject({ from: 7, to: 7 })
  expect(placeOf(whole, ['Nurses'], 'change', 'en')).toMatchObject({ from: 31, to: 31 })
})
