<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>ArmsCard</name>
    <message numerus="yes">
        <source>Exact calls on %n held-out task(s)</source>
        <translation>
            <numerusform>Exact calls on %n held-out task</numerusform>
            <numerusform>Exact calls on %n held-out tasks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Browser</name>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n selected</numerusform>
            <numerusform>%n selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CallCard</name>
    <message numerus="yes">
        <source>one of %n</source>
        <translation>
            <numerusform>one of %n</numerusform>
            <numerusform>one of %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChatColumn</name>
    <message numerus="yes">
        <source>It called {tools}; %n call(s) failed.</source>
        <translation>
            <numerusform>It called {tools}; %n call failed.</numerusform>
            <numerusform>It called {tools}; %n calls failed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChecksCard</name>
    <message numerus="yes">
        <source>%n passed</source>
        <translation>
            <numerusform>%n passed</numerusform>
            <numerusform>%n passed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CompareDialog</name>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%n step</numerusform>
            <numerusform>%n steps</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) are the same in all.</source>
        <translation>
            <numerusform>%n value is the same in all.</numerusform>
            <numerusform>%n values are the same in all.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The first %n that are ticked are compared.</source>
        <translation>
            <numerusform>The first one that is ticked is compared.</numerusform>
            <numerusform>The first %n that are ticked are compared.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Compared</name>
    <message numerus="yes">
        <source>Each of them does the same %n held-out task(s), which none was trained on, with really running tools: {needing} need a call, {without} need none.</source>
        <translation>
            <numerusform>Each of them does the same %n held-out task, which none was trained on, with really running tools: {needing} need a call, {without} need none.</numerusform>
            <numerusform>Each of them does the same %n held-out tasks, which none was trained on, with really running tools: {needing} need a call, {without} need none.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Decisions</name>
    <message numerus="yes">
        <source>%n solution(s) accepted</source>
        <translation>
            <numerusform>%n solution accepted</numerusform>
            <numerusform>%n solutions accepted</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n solution(s) rejected</source>
        <translation>
            <numerusform>%n solution rejected</numerusform>
            <numerusform>%n solutions rejected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Engine</name>
    <message>
        <source>Free some space, then run the same command again: everything finished is kept.</source>
        <translation>Free some space, then start again: everything finished is kept.</translation>
    </message>
    <message>
        <source>Add some with: stillroom tasks import FILE</source>
        <translation>Add some on the page Tasks.</translation>
    </message>
    <message>
        <source>Run: python3 packaging/run.py</source>
        <translation>Start Stillroom again with: python3 packaging/run.py</translation>
    </message>
    <message>
        <source>Let the teacher solve some tasks first: stillroom teach</source>
        <translation>Let the teacher solve some tasks first, on the page Teach.</translation>
    </message>
    <message>
        <source>Name a run of the method agent with --run, or write the file with: stillroom export gguf</source>
        <translation>Take a run that trained on tool calls, or write the GGUF file alone.</translation>
    </message>
    <message>
        <source>Choose another name, or say --replace.</source>
        <translation>Choose another name, or replace it.</translation>
    </message>
    <message>
        <source>Choose another name, or add --replace.</source>
        <translation>Choose another name.</translation>
    </message>
    <message>
        <source>Give a project&apos;s folder with --project DIR, or make one with: stillroom new DIR</source>
        <translation>Open a project&apos;s folder, or make a new project.</translation>
    </message>
    <message>
        <source>Work on it with --project {folder}, or choose another folder.</source>
        <translation>Open the project in {folder}, or choose another folder.</translation>
    </message>
    <message>
        <source>Train one with: stillroom train</source>
        <translation>Train one on the page Train.</translation>
    </message>
    <message>
        <source>Give a project&apos;s folder, or make one with: stillroom new DIR</source>
        <translation>Open a project&apos;s folder, or make a new project.</translation>
    </message>
    <message>
        <source>See them with: stillroom review list</source>
        <translation>See them on the page Review.</translation>
    </message>
    <message>
        <source>See whether the disk has room. If it has, delete {name}: the same command makes it anew.</source>
        <translation>See whether the disk has room. If it has, delete {name}: it is made anew when you start again.</translation>
    </message>
    <message>
        <source>Keep it with: stillroom students set-token. Without a keyring, set {where}.</source>
        <translation>Keep it on the page Student. Without a keyring, set {where}.</translation>
    </message>
    <message>
        <source>Try a larger model, or look whether the tools run: stillroom tools test NAME</source>
        <translation>Try a larger model, or look on the page Tools whether the tools run.</translation>
    </message>
    <message>
        <source>Stopped after {made} of {cells} tasks; all of them are kept. Run it again to go on.</source>
        <translation>Stopped after {made} of {cells} tasks; all of them are kept. Started again, it goes on from there.</translation>
    </message>
    <message>
        <source>Say which column holds what, for example --map prompt={columns}. Nothing was imported.</source>
        <translation>Say which column holds what, for example prompt={columns}. Nothing was imported.</translation>
    </message>
    <message>
        <source>Say it with: stillroom teachers price {name} --input USD --output USD (for a million tokens).</source>
        <translation>Say what {name} costs, in USD for a million tokens.</translation>
    </message>
    <message>
        <source>Keep the right one with: stillroom teachers set-key {name}</source>
        <translation>Keep the right one for {name}.</translation>
    </message>
    <message>
        <source>It wants a key: name the variable that holds it with --api-key-env.</source>
        <translation>It wants a key: name the environment variable that holds it.</translation>
    </message>
    <message>
        <source>Run it again with a larger --budget to go on.</source>
        <translation>Start it again with a larger budget to go on.</translation>
    </message>
    <message>
        <source>Run it again after {again}.</source>
        <translation>Start it again after {again}.</translation>
    </message>
    <message>
        <source>Choose one of {names}, or add one with: stillroom teachers add NAME --provider PROVIDER --model MODEL</source>
        <translation>Choose one of {names}, or add one.</translation>
    </message>
    <message>
        <source>Keep it with: stillroom teachers set-key {name}. Without a keyring, set {secret}.</source>
        <translation>Keep it for {name}. Without a keyring, set {secret}.</translation>
    </message>
    <message>
        <source>Give one with --base-url, for example http://127.0.0.1:8080/v1.</source>
        <translation>Give one, for example http://127.0.0.1:8080/v1.</translation>
    </message>
    <message>
        <source>Give a name, not the key itself: stillroom teachers set-key NAME asks for that.</source>
        <translation>Give a name, not the key itself.</translation>
    </message>
    <message>
        <source>Give one with --model.</source>
        <translation>Give one.</translation>
    </message>
    <message>
        <source>Install them with: stillroom tools packages install</source>
        <translation>Install them on the page Tools.</translation>
    </message>
    <message>
        <source>Replace what is there with --replace, choose others with --choose, or remove those first.</source>
        <translation>Replace what is there, choose others, or remove those first.</translation>
    </message>
    <message>
        <source>Say where it is, with --server https://...</source>
        <translation>Say where it is, for example https://api.example.org</translation>
    </message>
    <message>
        <source>It is a whole tool, not only a schema: add it with `stillroom tools add`.</source>
        <translation>It is a whole tool, not only a schema: add it on the page Tools.</translation>
    </message>
    <message>
        <source>Give the folder that was written by: stillroom export training</source>
        <translation>Choose the folder that Export wrote.</translation>
    </message>
    <message>
        <source>Export again with a lower learning rate, for example --set learning_rate=5e-4.</source>
        <translation>Train with a lower learning rate.</translation>
    </message>
    <message>
        <source>Close other programs, then go on with: stillroom train --resume.</source>
        <translation>Close other programs, then go on.</translation>
    </message>
    <message>
        <source>Leave the second stage out (--set preference=0), or correct a rejected solution first: stillroom review</source>
        <translation>Set the passes over pairs to 0, or correct a rejected solution on the page Review first.</translation>
    </message>
    <message>
        <source>Go on with it: stillroom train --resume</source>
        <translation>Resume goes on with it.</translation>
    </message>
    <message>
        <source>Let a teacher solve some tasks so first: stillroom teach --method cot</source>
        <translation>Let a teacher solve some tasks so first.</translation>
    </message>
    <message>
        <source>Paused at step {step} of {steps}, and saved. Go on with: stillroom train --resume</source>
        <translation>Paused at step {step} of {steps}, and saved. Resume goes on from here.</translation>
    </message>
    <message>
        <source>Add some with: stillroom tools add FILE.json</source>
        <translation>Add some on the page Tools.</translation>
    </message>
    <message>
        <source>Begin anew: stillroom students remove {hub}, then get it again.</source>
        <translation>Begin anew: remove {hub}, then get it again.</translation>
    </message>
    <message>
        <source>Give {smollm} or another of `stillroom students list`, ORG/NAME of the hub, a GGUF file, or a folder that holds a model in Hugging Face format.</source>
        <translation>Give {smollm} or another of the catalogue, ORG/NAME of the hub, a GGUF file, or a folder that holds a model in Hugging Face format.</translation>
    </message>
    <message>
        <source>Download it with: stillroom students get {name}</source>
        <translation>Download {name} on the page Student.</translation>
    </message>
    <message>
        <source>Prepare it with: stillroom students get {name}</source>
        <translation>Prepare {name} on the page Student.</translation>
    </message>
    <message>
        <source>Paused while telling right from wrong, and saved. Go on with: stillroom train --resume</source>
        <translation>Paused while telling right from wrong, and saved. Resume goes on from here.</translation>
    </message>
    <message>
        <source>Train with --set weights=bf16, or weights=fp32.</source>
        <translation>Choose bf16 or fp32 for the weights.</translation>
    </message>
    <message>
        <source>Attach code, a request, a program or a server&apos;s tool, or remove them with: stillroom tools remove NAME</source>
        <translation>On the page Tools, attach code, a request, a program or a server&apos;s tool, or remove them there.</translation>
    </message>
    <message>
        <source>Stopped after {done} of {todo} tasks; all of them are kept. Run it again to go on.</source>
        <translation>Stopped after {done} of {todo} tasks; all of them are kept. Started again, it goes on from there.</translation>
    </message>
    <message>
        <source>Choose another one, or set it up with: stillroom teachers add NAME --provider PROVIDER --model MODEL</source>
        <translation>On the page Teacher you can set it up, or choose another one.</translation>
    </message>
    <message>
        <source>Start with: stillroom teach</source>
        <translation>Start on the page Teach.</translation>
    </message>
    <message>
        <source>Start one with: stillroom train</source>
        <translation>Start one on the page Train.</translation>
    </message>
</context>
<context>
    <name>FamiliesDialog</name>
    <message numerus="yes">
        <source>%n task(s)</source>
        <translation>
            <numerusform>%n task</numerusform>
            <numerusform>%n tasks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HardwareLine</name>
    <message numerus="yes">
        <source>%n core(s)</source>
        <translation>
            <numerusform>%n core</numerusform>
            <numerusform>%n cores</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message numerus="yes">
        <source>%n tool(s) found</source>
        <translation>
            <numerusform>%n tool found</numerusform>
            <numerusform>%n tools found</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Add %n tool(s)</source>
        <translation>
            <numerusform>Add %n tool</numerusform>
            <numerusform>Add %n tools</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LeftOutDialog</name>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n line</numerusform>
            <numerusform>%n lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MoneyCard</name>
    <message numerus="yes">
        <source>{cost} spent, and %n call(s) whose price is not known</source>
        <translation>
            <numerusform>{cost} spent, and %n call whose price is not known</numerusform>
            <numerusform>{cost} spent, and %n calls whose price is not known</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n call(s)</source>
        <translation>
            <numerusform>%n call</numerusform>
            <numerusform>%n calls</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OllamaCard</name>
    <message numerus="yes">
        <source>Sent there: {size} of weights, the names and descriptions of your tools, and %n held-out task(s) with what your tools return. The tools themselves run here.</source>
        <translation>
            <numerusform>Sent there: {size} of weights, the names and descriptions of your tools, and %n held-out task with what your tools return. The tools themselves run here.</numerusform>
            <numerusform>Sent there: {size} of weights, the names and descriptions of your tools, and %n held-out tasks with what your tools return. The tools themselves run here.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Sent there: the student&apos;s weights, the names and descriptions of your tools, and %n held-out task(s) with what your tools return. The tools themselves run here.</source>
        <translation>
            <numerusform>Sent there: the student&apos;s weights, the names and descriptions of your tools, and %n held-out task with what your tools return. The tools themselves run here.</numerusform>
            <numerusform>Sent there: the student&apos;s weights, the names and descriptions of your tools, and %n held-out tasks with what your tools return. The tools themselves run here.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Parameters</name>
    <message numerus="yes">
        <source>one of %n</source>
        <translation>
            <numerusform>one of %n</numerusform>
            <numerusform>one of %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Quant</name>
    <message numerus="yes">
        <source>Measured: it loses %n point(s) against 16 bit. Try a larger one.</source>
        <translation>
            <numerusform>Measured: it loses %n point against 16 bit. Try a larger one.</numerusform>
            <numerusform>Measured: it loses %n points against 16 bit. Try a larger one.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Measured: it loses %n point(s) against 16 bit.</source>
        <translation>
            <numerusform>Measured: it loses %n point against 16 bit.</numerusform>
            <numerusform>Measured: it loses %n points against 16 bit.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SamplesCard</name>
    <message numerus="yes">
        <source>%n more of this task is learnt from as well.</source>
        <translation>
            <numerusform>%n more of this task is learnt from as well.</numerusform>
            <numerusform>%n more of this task are learnt from as well.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SeenDialog</name>
    <message numerus="yes">
        <source>Reading the samples: %n so far</source>
        <translation>
            <numerusform>Reading the samples: %n so far</numerusform>
            <numerusform>Reading the samples: %n so far</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sample(s) left out</source>
        <translation>
            <numerusform>%n sample left out</numerusform>
            <numerusform>%n samples left out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n token(s)</source>
        <translation>
            <numerusform>%n token</numerusform>
            <numerusform>%n tokens</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Solution</name>
    <message numerus="yes">
        <source>%n call(s)</source>
        <translation>
            <numerusform>%n call</numerusform>
            <numerusform>%n calls</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed, then put right</source>
        <translation>
            <numerusform>%n failed, then put right</numerusform>
            <numerusform>%n failed, then put right</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n call(s) ran</source>
        <translation>
            <numerusform>%n call ran</numerusform>
            <numerusform>%n calls ran</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Steps</name>
    <message numerus="yes">
        <source>%n to mend</source>
        <translation>
            <numerusform>%n to mend</numerusform>
            <numerusform>%n to mend</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tool(s)</source>
        <translation>
            <numerusform>%n tool</numerusform>
            <numerusform>%n tools</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n kept</source>
        <translation>
            <numerusform>%n kept</numerusform>
            <numerusform>%n kept</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rejected</source>
        <translation>
            <numerusform>%n rejected</numerusform>
            <numerusform>%n rejected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%n step</numerusform>
            <numerusform>%n steps</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TaskBook</name>
    <message numerus="yes">
        <source>add %n task(s)</source>
        <translation>
            <numerusform>add %n task</numerusform>
            <numerusform>add %n tasks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TaskFigures</name>
    <message numerus="yes">
        <source>%n family(ies)</source>
        <translation>
            <numerusform>%n family</numerusform>
            <numerusform>%n families</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n task(s)</source>
        <translation>
            <numerusform>%n task</numerusform>
            <numerusform>%n tasks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n task(s) without one</source>
        <translation>
            <numerusform>%n task without one</numerusform>
            <numerusform>%n tasks without one</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TaskFilters</name>
    <message numerus="yes">
        <source>%n shown</source>
        <translation>
            <numerusform>%n shown</numerusform>
            <numerusform>%n shown</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TasksPage</name>
    <message numerus="yes">
        <source>remove %n task(s)</source>
        <translation>
            <numerusform>remove %n task</numerusform>
            <numerusform>remove %n tasks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TeachFigures</name>
    <message numerus="yes">
        <source>%n task(s) at a time</source>
        <translation>
            <numerusform>%n task at a time</numerusform>
            <numerusform>%n tasks at a time</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TeachForm</name>
    <message numerus="yes">
        <source>%n left out</source>
        <translation>
            <numerusform>%n left out</numerusform>
            <numerusform>%n left out</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TeachOutcome</name>
    <message numerus="yes">
        <source>Look at the %n rejected</source>
        <translation>
            <numerusform>Look at the one rejected</numerusform>
            <numerusform>Look at the %n rejected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>What was paid for is kept. %n task(s) are left; raise the budget to go on.</source>
        <translation>
            <numerusform>What was paid for is kept. %n task is left; raise the budget to go on.</numerusform>
            <numerusform>What was paid for is kept. %n tasks are left; raise the budget to go on.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TeachPage</name>
    <message numerus="yes">
        <source>Teach %n new task(s)</source>
        <translation>
            <numerusform>Teach %n new task</numerusform>
            <numerusform>Teach %n new tasks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Try the %n again</source>
        <translation>
            <numerusform>Try it again</numerusform>
            <numerusform>Try the %n again</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TeachRun</name>
    <message numerus="yes">
        <source>The teacher&apos;s server asks for a pause: waiting {seconds} s, then %n call(s) at a time. Nothing is lost.</source>
        <translation>
            <numerusform>The teacher&apos;s server asks for a pause: waiting {seconds} s, then %n call at a time. Nothing is lost.</numerusform>
            <numerusform>The teacher&apos;s server asks for a pause: waiting {seconds} s, then %n calls at a time. Nothing is lost.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TeachSetup</name>
    <message numerus="yes">
        <source>%n task(s)</source>
        <translation>
            <numerusform>%n task</numerusform>
            <numerusform>%n tasks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n, really run</source>
        <translation>
            <numerusform>%n, really run</numerusform>
            <numerusform>%n, really run</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n kept</source>
        <translation>
            <numerusform>%n kept</numerusform>
            <numerusform>%n kept</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rejected</source>
        <translation>
            <numerusform>%n rejected</numerusform>
            <numerusform>%n rejected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n failed</numerusform>
            <numerusform>%n failed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TeacherDialog</name>
    <message numerus="yes">
        <source>%n model(s); write a part of a name to find one.</source>
        <translation>
            <numerusform>%n model; write a part of its name to find it.</numerusform>
            <numerusform>%n models; write a part of a name to find one.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ToolActions</name>
    <message numerus="yes">
        <source>import %n tool(s)</source>
        <translation>
            <numerusform>import %n tool</numerusform>
            <numerusform>import %n tools</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TrainPage</name>
    <message numerus="yes">
        <source>%n training(s) of the queue failed; the others had their turn.</source>
        <translation>
            <numerusform>%n training of the queue failed; the others had their turn.</numerusform>
            <numerusform>%n trainings of the queue failed; the others had their turn.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n training(s) waiting</source>
        <translation>
            <numerusform>%n training waiting</numerusform>
            <numerusform>%n trainings waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Trained %n step(s) in {time}</source>
        <translation>
            <numerusform>Trained %n step in {time}</numerusform>
            <numerusform>Trained %n steps in {time}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It was interrupted. It goes on from its last checkpoint, which a run saves every %n step(s).</source>
        <translation>
            <numerusform>It was interrupted. It goes on from its last checkpoint, which a run saves every %n step.</numerusform>
            <numerusform>It was interrupted. It goes on from its last checkpoint, which a run saves every %n steps.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TrainSetup</name>
    <message numerus="yes">
        <source>%n accepted solution(s)</source>
        <translation>
            <numerusform>%n accepted solution</numerusform>
            <numerusform>%n accepted solutions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n held-out task(s)</source>
        <translation>
            <numerusform>%n held-out task</numerusform>
            <numerusform>%n held-out tasks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%n step</numerusform>
            <numerusform>%n steps</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pair(s)</source>
        <translation>
            <numerusform>%n pair</numerusform>
            <numerusform>%n pairs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Here, on %n core(s)</source>
        <translation>
            <numerusform>Here, on %n core</numerusform>
            <numerusform>Here, on %n cores</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TypeTasksDialog</name>
    <message numerus="yes">
        <source>Add %n task(s)</source>
        <translation>
            <numerusform>Add %n task</numerusform>
            <numerusform>Add %n tasks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>VersionsCard</name>
    <message numerus="yes">
        <source>%n step(s) changed.</source>
        <translation>
            <numerusform>%n step changed.</numerusform>
            <numerusform>%n steps changed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message numerus="yes">
        <source>Probed %n student(s)</source>
        <translation>
            <numerusform>Probed %n student</numerusform>
            <numerusform>Probed %n students</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WorkNotice</name>
    <message numerus="yes">
        <source>%n task(s) added</source>
        <translation>
            <numerusform>%n task added</numerusform>
            <numerusform>%n tasks added</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n task(s) written</source>
        <translation>
            <numerusform>%n task written</numerusform>
            <numerusform>%n tasks written</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_Result</name>
    <message numerus="yes">
        <source>%n character(s)</source>
        <translation>
            <numerusform>%n character</numerusform>
            <numerusform>%n characters</numerusform>
        </translation>
    </message>
</context>
</TS>
