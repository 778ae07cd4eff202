import json, sys, types
job = json.load(sys.stdin)
for name, text in job["program"]:
    module = types.ModuleType(name)
    sys.modules[name] = module
    exec(compile(text, name + ".py", "exec"), module.__dict__)
limits = sys.modules["limits"]
channel = limits.private_result_channel()
limits.apply(job["seconds"])
if job["task"] == "review":
    result = sys.modules["review"].review(job["source"])
elif job["task"] == "change":
    result = sys.modules["changes"].apply(job["source"], job["wish"], job.get("old"), job.get("new"))
elif job["task"] == "execute":
    result = sys.modules["execute"].run(job["source"], job["files"])
else:
    result = sys.modules["doctests"].run(job["source"])
limits.report(channel, result)
