import type { en } from './words.en.ts'

export const fr = {
  codeHint: 'Huit caractères, sur l’écran de la salle',
  codeSubmit: 'Rejoindre',
  noSuchCode: 'Aucun tableau n’a ce code. Vérifiez-le, ou demandez-le à l’animateur.',
  again: 'Réessayer',
  notFoundHeading: 'Cette page n’existe pas',
  notFoundText: 'L’adresse comporte peut-être une faute de frappe.',
  continueAs: 'Vous continuerez ici comme {{name}}.',
  continueAsNameless: 'Vous continuerez ici comme la même personne, sans prénom.',
  continueHow:
    'Vous venez d’un autre de vos appareils. Votre prénom, vos notes privées et vos points sont les mêmes sur les deux.',
  continueHowViewer: 'Vous venez d’un autre de vos appareils. Ici aussi, vous êtes en lecture seule.',
  continue: 'Continuer comme {{name}}',
  continueNameless: 'Continuer',
  continuing: 'Un instant',
  cannotContinue:
    'Le disque du serveur n’accepte aucune modification en ce moment : vous ne pouvez pas encore entrer sur cet appareil. Rien n’est perdu. Laissez cette page ouverte : vous entrerez dès qu’il y aura de la place, dans les dix minutes de votre lien.',
  otherHow:
    'Jusqu’ici, dans ce navigateur, vous êtes {{name}} sur ce tableau. Rien n’est perdu : vous pourrez y revenir par le menu, sous « Continuer sur un autre appareil ».',
  stay: 'Rester {{name}}',
  nobody: 'une personne sans prénom',
  usedHeading: 'Ce lien a déjà servi ou a expiré',
  usedText:
    'Un lien pour un autre appareil sert une seule fois, dans les dix minutes. Rien n’est perdu : créez-en un nouveau sur votre premier appareil.',
  toBoard: 'Ouvrir le tableau comme {{name}}',
} satisfies typeof en
