using System.Reflection;

namespace AttentionLens.Hosting;

/// <summary>Takes one plugin through all checks, in order, and ends at the first that fails. A plugin that cannot be loaded is a finding,
/// never an exception, so that the others go on. Load contexts keep versions apart; they are no protection from malice.</summary>
internal static class PluginLoader
{
    public static PluginCandidate LoadFromFolder(string path)
    {
        PluginCandidate candidate = new(Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)))) { Folder = path };
        PluginFolder folder;
        try
        {
            folder = new PluginFolder(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            string detail = $"its folder cannot be opened ({exception.GetType().Name}).";
            return candidate with { Refusal = PluginFailures.Describe(HostFindings.InvalidManifest, candidate.Label, detail) };
        }

        try
        {
            return LoadFromFolder(folder, candidate);
        }
        catch (PluginRefusedException refusal)
        {
            // What the runtime or a plugin says of a file names the machine's path to it.
            Finding finding = refusal.ToFinding(candidate.Label);
            return candidate with { Refusal = finding with { Message = folder.WithoutPath(finding.Message) } };
        }
    }

    public static PluginCandidate LoadFromCode(PluginRecord record, Func<LensPlugin> create)
    {
        PluginCandidate candidate = new(record.Name);
        try
        {
            return candidate with { Parts = SetUp(record, create) };
        }
        catch (PluginRefusedException refusal)
        {
            return candidate with { Refusal = refusal.ToFinding(candidate.Label) };
        }
    }

    private static PluginCandidate LoadFromFolder(PluginFolder folder, PluginCandidate candidate)
    {
        PluginManifest manifest = PluginManifest.Read(folder);
        AssemblyFacts facts = PluginChecks.ReadAssembly(manifest.Assembly);
        PluginChecks.CheckRuntime(facts);
        PluginChecks.CheckContract(manifest, facts);
        folder.ResolveFor(manifest.Assembly);
        PluginChecks.CheckDependencies(folder, facts);
        Type entry = PluginEntry.Find(Bind(folder, manifest));
        PluginParts parts = SetUp(
            manifest.Record,
            () => (LensPlugin)(Activator.CreateInstance(entry) ?? throw new InvalidOperationException($"{entry.FullName} gave no instance.")));
        string[] copies = PluginChecks.FindCopies(folder, manifest.Assembly);
        string detail = $"{string.Join(", ", copies)}; the host's are used all the same.";
        return candidate with
        {
            Parts = parts,
            Note = copies.Length == 0 ? null : PluginFailures.Describe(HostFindings.ContractCopied, candidate.Label, detail),
        };
    }

    private static Assembly Bind(PluginFolder folder, PluginManifest manifest)
    {
        try
        {
            return new PluginLoadContext(folder).LoadFromAssemblyPath(manifest.Assembly);
        }
        catch (Exception exception) when (exception is IOException or BadImageFormatException or UnauthorizedAccessException)
        {
            throw new PluginRefusedException(
                HostFindings.NotAnAssembly, $"'{Path.GetFileName(manifest.Assembly)}': the runtime does not take it: {OneLine.Of(exception)}", exception);
        }
    }

    private static PluginParts SetUp(PluginRecord record, Func<LensPlugin> create)
    {
        try
        {
            PluginParts parts = new(record);
            create().Configure(parts);
            parts.Close();
            return parts;
        }
        catch (Exception exception) when (exception is not PluginRefusedException)
        {
            throw new PluginRefusedException(HostFindings.SetupThrew, OneLine.Of(exception), exception);
        }
    }
}
