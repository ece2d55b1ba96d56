using System.CommandLine;
using CustomField;

var json = new Option<FileInfo?>("--json") { Description = "Writes what each system shows to a file." };
var command = new RootCommand("Carries two custom fields of an ERP's items to a web shop and to tills, and lets one of them take part in a rule. Exit code 0 only if every system shows what it should.") { json };
command.SetAction((result, cancellationToken) => Run.PlayAsync(result.GetValue(json), cancellationToken));
return await command.Parse(args).InvokeAsync();
