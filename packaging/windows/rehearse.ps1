# Installs what was built, silently and for this user; books through the command line; upgrades
# over itself; uninstalls; and the same in short for everybody. Ends with an error where one fails.
$ErrorActionPreference = 'Stop'

function Invoke-Checked([string]$Program, [string[]]$Words, [int]$Wanted = 0) {
    $done = Start-Process $Program -ArgumentList $Words -Wait -PassThru -NoNewWindow
    if ($done.ExitCode -ne $Wanted) {
        throw "$Program $Words ended with $($done.ExitCode), not $Wanted"
    }
}

$setup = (Get-Item dist/Frontdesk-*-setup.exe).FullName
$folder = Join-Path $env:LOCALAPPDATA 'Programs\Frontdesk'
$data = Join-Path $env:RUNNER_TEMP 'Bücher und mehr'
$cli = Join-Path $folder 'frontdesk-cli.exe'

Invoke-Checked $setup @('/S', 'UPDATES=perhaps') 3
Invoke-Checked $setup @('/S', "`"DATADIR=$data`"", 'UPDATES=off')
Invoke-Checked $cli @('--version')
Invoke-Checked $cli @('--selftest')
Invoke-Checked (Join-Path $folder 'frontdesk.exe') @('--selftest')
Invoke-Checked $cli @('demo')
Invoke-Checked $cli @('demo') 1
if (-not (Test-Path (Join-Path $data 'frontdesk.db'))) { throw 'the book is not in DATADIR' }

# While it runs nothing is replaced.
$running = Start-Process (Join-Path $folder 'frontdesk.exe') -PassThru
Start-Sleep 5
Invoke-Checked $setup @('/S') 32
Stop-Process $running
Start-Sleep 2
Invoke-Checked $setup @('/S')
if (-not (Select-String -Quiet 'updates' (Join-Path $folder 'frontdesk.ini'))) { throw 'settings were lost' }

Invoke-Checked (Join-Path $folder 'uninstall.exe') @('/S', "_?=$folder")
if (Test-Path $cli) { throw 'the program stays' }
if (-not (Test-Path (Join-Path $data 'frontdesk.db'))) { throw 'the book is gone' }

# For everybody, as the administrator that the runner is.
$everybody = Join-Path $env:ProgramFiles 'Frontdesk'
Invoke-Checked $setup @('/S', '/ALLUSERS', "`"DBURL=$data\frontdesk.db`"")
Invoke-Checked (Join-Path $everybody 'frontdesk-cli.exe') @('check')
Invoke-Checked (Join-Path $everybody 'uninstall.exe') @('/S', "_?=$everybody")
if (Test-Path (Join-Path $everybody 'frontdesk.exe')) { throw 'the program for everybody stays' }
Write-Output 'The rehearsal passed.'
