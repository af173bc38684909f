import { contextBridge, ipcRenderer } from 'electron'
import {
  BRIDGE_ARGUMENT,
  type BridgeFacts,
  type DinghaiBridge,
  type ShellNews,
  type ShellRequests,
} from '../../shared/ipc/bridge'

function ask<Channel extends keyof ShellRequests>(channel: Channel, argument: ShellRequests[Channel]): Promise<void> {
  return ipcRenderer.invoke(channel, argument)
}

function hear<Channel extends keyof ShellNews>(channel: Channel, listener: (news: ShellNews[Channel]) => void): () => void {
  const relay = (_event: Electron.IpcRendererEvent, news: ShellNews[Channel]) => {
    listener(news)
  }
  ipcRenderer.on(channel, relay)
  return () => {
    ipcRenderer.off(channel, relay)
  }
}

const argument = process.argv.find((text) => text.startsWith(BRIDGE_ARGUMENT))
if (argument) {
  const facts = JSON.parse(decodeURIComponent(argument.slice(BRIDGE_ARGUMENT.length))) as BridgeFacts
  const bridge: DinghaiBridge = {
    version: facts.version,
    platform: process.platform,
    screen: facts.screen,
    openDesk: () => ask('shell:open', 'desk'),
    openWall: () => ask('shell:open', 'wall'),
    setFullScreen: (on) => ask('shell:full-screen', on),
    setLanguage: (language) => ask('shell:language', language),
    onFullScreen: (listener) => hear('shell:full-screen-changed', listener),
  }
  contextBridge.exposeInMainWorld('dinghai', bridge)
}
