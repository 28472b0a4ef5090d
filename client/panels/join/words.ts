import { wordsOf } from '../../i18n/words-of.ts'

export const en = {
  enterCode: 'Enter the code shown in the room.',
  ownName: 'First name, if you like',
  codeSubmit: 'Join',
  noSuchCode: 'No board has this code. Check it, or ask the facilitator.',
  again: 'Try again',
  notFoundHeading: 'This page does not exist',
  notFoundText: 'The address may contain a typing mistake.',
  continueAs: 'You will continue here as {{name}}.',
  continueAsNameless: 'You will continue here as the same person, without a name.',
  continueHow:
    'You are coming from another of your devices. Your name, private notes and dots are the same on both.',
  continueHowViewer: 'You are coming from another of your devices. You are a viewer here, too.',
  continue: 'Continue as {{name}}',
  continueNameless: 'Continue',
  continuing: 'One moment',
  cannotContinue:
    'The server’s disk accepts no changes right now, so you cannot join on this device yet. Nothing is lost. Leave this page open: you will join as soon as there is room, within the ten minutes of your link.',
  otherHow:
    'So far you are {{name}} on this board in this browser. Nothing is lost: you can go back from the menu, under “Continue on another device”.',
  stay: 'Stay {{name}}',
  nobody: 'someone without a name',
  usedHeading: 'This link has been used or has expired',
  usedText:
    'A link for another device works once, within ten minutes. Nothing is lost: create a new one on your first device.',
  toBoard: 'Open the board as {{name}}',
}

export const fr = {
  enterCode: 'Entrez le code affiché dans la salle.',
  ownName: 'Prénom, si vous voulez',
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

/** The sentences of the ways to a board, besides the common ones. */
export const joinWords = wordsOf({ en, fr })
