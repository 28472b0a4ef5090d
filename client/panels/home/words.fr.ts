import type { en } from './words.en.ts'

export const fr = {
  tagline: 'Trouvez ensemble votre raison d’être.',
  promise: 'Écrivez, regroupez, votez. Sans compte, sans rien installer.',
  createHeading: 'Nouveau tableau',
  boardTitle: 'Titre du tableau',
  boardTitleHint: 'Notre raison d’être, atelier de printemps',
  boardLanguage: 'Langue du tableau',
  create: 'Créer le tableau',
  creating: 'Création du tableau',
  import: 'Importer un tableau',
  importHint: 'Un fichier JSON exporté depuis Boussole',
  importing: 'Importation du tableau',
  secretExplained:
    'Sur ce serveur, il faut un code secret pour ouvrir un tableau. Demandez-le aux personnes qui gèrent le serveur. Ce navigateur le retiendra.',
  secret: 'Code secret de ce serveur',
  secretSubmit: 'Continuer',
  signInExplained:
    'Sur ce serveur, seules les personnes connectées ouvrent des tableaux. Pour en rejoindre un, aucun compte n’est nécessaire.',
  joinHeading: 'Rejoindre avec un code',
  recentHeading: 'Tableaux ouverts dans ce navigateur',
  recentEmpty: 'Les tableaux que vous ouvrirez seront listés ici, dans ce navigateur seulement.',
  forget: 'Retirer « {{title}} » de cette liste',
  forgetHeading: 'Retirer ce tableau de la liste',
  forgetAsk:
    'Ce navigateur oubliera « {{title}} » : ses liens, votre accès et sa copie locale. Le tableau reste sur le serveur, mais il vous faudra l’un de ses liens pour y revenir.',
  forgetConfirm: 'Retirer de la liste',
  openedAs: { facilitator: 'Vous animez', participant: 'Vous participez', viewer: 'Lecture seule' },
} satisfies typeof en
