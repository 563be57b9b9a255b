; Included in the Windows installer.
;
; The firewall: a rule that lets others in can be set by an administrator alone, and this installer is for one user and
; asks for no more rights than that user has. So it sets the rule only where it was started as administrator; everywhere
; else Windows itself asks when Porchlight first listens, and the app's network check tells what to do.

!include "UAC.nsh"

!define PORCHLIGHT_RULE "Porchlight"
!define PORCHLIGHT_AUTOSTART "Software\Microsoft\Windows\CurrentVersion\Run"
!define PORCHLIGHT_LINK "Software\Classes\porchlight"

!macro customInstall
  ; porchlight:// links, before the first start already.
  WriteRegStr SHELL_CONTEXT "${PORCHLIGHT_LINK}" "" "URL:Porchlight link"
  WriteRegStr SHELL_CONTEXT "${PORCHLIGHT_LINK}" "URL Protocol" ""
  WriteRegStr SHELL_CONTEXT "${PORCHLIGHT_LINK}\DefaultIcon" "" "$INSTDIR\${APP_EXECUTABLE_FILENAME},0"
  WriteRegStr SHELL_CONTEXT "${PORCHLIGHT_LINK}\shell\open\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" "--" "%1"'

  ${If} ${UAC_IsAdmin}
    ; The old rule may name a folder of an earlier installation. Private and domain networks only: never a café's.
    nsExec::Exec 'netsh advfirewall firewall delete rule name="${PORCHLIGHT_RULE}"'
    Pop $0
    nsExec::Exec 'netsh advfirewall firewall add rule name="${PORCHLIGHT_RULE}" dir=in action=allow program="$INSTDIR\${APP_EXECUTABLE_FILENAME}" enable=yes profile=private,domain'
    Pop $0
  ${EndIf}
!macroend

!macro customUnInstall
  ; An update installs again right after.
  ${IfNot} ${isUpdated}
    DeleteRegKey SHELL_CONTEXT "${PORCHLIGHT_LINK}"
    ; Start at sign-in, under either name that Electron may have given it.
    DeleteRegValue HKCU "${PORCHLIGHT_AUTOSTART}" "${APP_ID}"
    DeleteRegValue HKCU "${PORCHLIGHT_AUTOSTART}" "electron.app.${PRODUCT_NAME}"
    ${If} ${UAC_IsAdmin}
      nsExec::Exec 'netsh advfirewall firewall delete rule name="${PORCHLIGHT_RULE}"'
      Pop $0
    ${EndIf}
  ${EndIf}
!macroend
