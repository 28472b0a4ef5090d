import { Menu } from '@base-ui/react/menu'
import { Camera, ImagePlus, Images } from 'lucide-react'
import { useWords } from '../../i18n/use-words.ts'
import { IconButton } from '../ui/button.tsx'
import { choosePhotos } from '../ui/choose-photos.ts'
import { hostWords } from '../host/words.ts'
import { photosWords } from './words.ts'
import '../ui/menu.css'

/** The photo button of a phone: take a photo, or choose some. */
export function PhotoButton({ onChoose }: { onChoose: (files: readonly File[]) => void }) {
  const t = useWords(photosWords)
  const tHost = useWords(hostWords)
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger render={<IconButton label={tHost('addPhotos')} icon={<ImagePlus />} side="top" />} />
      <Menu.Portal>
        <Menu.Positioner side="top" align="start" sideOffset={6} className="menu-positioner">
          <Menu.Popup className="menu" aria-label={tHost('addPhotos')}>
            <Menu.Item className="menu__item" onClick={() => choosePhotos(onChoose, { isCamera: true })}>
              <Camera />
              <span className="menu__words">{t('take')}</span>
            </Menu.Item>
            <Menu.Item className="menu__item" onClick={() => choosePhotos(onChoose)}>
              <Images />
              <span className="menu__words">{t('choose')}</span>
            </Menu.Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}
