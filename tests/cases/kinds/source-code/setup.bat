@echo off
rem 安装字库
setlocal
set TARGET=%WINDIR%\Fonts
if not exist "%TARGET%\lantern.ttf" (
    copy lantern.ttf "%TARGET%\" > nul
    if errorlevel 1 goto fail
)
echo 安装完成
pause
exit /b 0
:fail
echo 安装失败
exit /b 1
