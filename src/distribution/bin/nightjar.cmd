@echo off
setlocal
set JAVA=java
if defined JAVA_HOME set JAVA="%JAVA_HOME%\bin\java"
set HEAP=
if "%~1"=="run" set HEAP=-Xmx768m
if "%~1"=="auto" set HEAP=-Xmx768m
if "%~1"=="worker" set HEAP=-Xmx768m
%JAVA% %HEAP% %JAVA_OPTS% -jar "%~dp0..\nightjar.jar" %*
