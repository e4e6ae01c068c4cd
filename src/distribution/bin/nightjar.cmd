@echo off
setlocal
set JAVA=java
if defined JAVA_HOME set JAVA="%JAVA_HOME%\bin\java"
%JAVA% %JAVA_OPTS% -jar "%~dp0..\nightjar.jar" %*
