import { ImagePlus } from 'lucide-react'
import { Operation } from '#shared/workshop/policy.ts'
import type { Actions } from '../host/feature.ts'
import { choosePhotos } from '../ui/choose-photos.ts'
import { hostWords } from '../host/words.ts'

export const photosActions: Actions = {
  stores: ({ desk }) => [desk.takesNotes],
  list: ({ model }) => [
    {
      id: 'pictures',
      label: hostWords.t('addPhotos'),
      icon: <ImagePlus />,
      section: 'content',
      inMenu: false,
      isPossible: model.may(Operation.addNote) || model.desk.takesNotes.get(),
      run: () => choosePhotos((files) => model.photos.bring(files, model.camera.view())),
    },
  ],
}
