@echo off
rem Starts the server in the file beside this one (a shell script with the jar behind it) on Java 17 or newer: the Java
rem of the runtime image around this file, else JAVA_HOME's, else the one on PATH. From Java 19 on Java itself makes a
rem class-data archive in the user's cache folder and keeps it up to date.
setlocal
rem Else cmd would prefer a java.exe in the current folder, which may be anybody's project.
set "NoDefaultCurrentDirectoryInExePath=1"
set "JAVA=java.exe"
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "JAVA=%JAVA_HOME%\bin\java.exe"
if exist "%~dp0..\lib\runtime\bin\java.exe" set "JAVA=%~dp0..\lib\runtime\bin\java.exe"
set "VERSION="
for /f "tokens=2,3" %%u in ('call "%JAVA%" -version 2^>^&1') do if not defined VERSION if "%%u"=="version" set "VERSION=%%~v"
for /f "tokens=1 delims=.+-" %%m in ("%VERSION%") do set "MAJOR=%%m"
if not defined MAJOR set "MAJOR=0"
if %MAJOR% lss 17 (
  echo n8n-workflows-mcp needs Java 17 or newer. Install one ^(https://adoptium.net^), or set JAVA_HOME to one. 1>&2
  exit /b 1
)
set "ARCHIVE="
if %MAJOR% geq 19 if defined LOCALAPPDATA (
  if not exist "%LOCALAPPDATA%\n8n-workflows-mcp" mkdir "%LOCALAPPDATA%\n8n-workflows-mcp" 2> nul
  set ARCHIVE=-XX:+AutoCreateSharedArchive "-XX:SharedArchiveFile=%LOCALAPPDATA%\n8n-workflows-mcp\@build@-%VERSION%.jsa"
)
"%JAVA%" @flags@ %ARCHIVE% -jar "%~dp0n8n-workflows-mcp" %*
exit /b %ERRORLEVEL%
