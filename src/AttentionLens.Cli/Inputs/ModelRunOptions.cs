using System.CommandLine;
using AttentionLens.Engine;

namespace AttentionLens.Cli;

/// <summary>The options that say how every run of the model goes in a command.</summary>
internal sealed class ModelRunOptions
{
    private readonly Option<string?> _file = new("--interventions")
    {
        Description = "A file of changes to the model's values: head masks, ablations, patches, knockouts, skipped layers.",
        HelpName = "FILE.json",
    };

    private readonly Option<bool> _recompute = new("--recompute")
    {
        Description = "Let backward passes compute again what they read, stage by stage: the same numbers with less memory, more slowly.",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_file);
        command.Options.Add(_recompute);
    }

    /// <summary>Whether the model is changed.</summary>
    public bool Changes(ParseResult parsed) => parsed.GetValue(_file) is not null;

    /// <summary>How the model is loaded.</summary>
    public ModelLoadOptions Loading(ParseResult parsed) => new() { Recompute = parsed.GetValue(_recompute) };

    /// <summary>Refuses a model that is changed and is to write as well.</summary>
    /// <exception cref="LensInputException">Both were given.</exception>
    public void DemandNoneBeside(Option<int?> generate, ParseResult parsed)
    {
        if (parsed.GetValue(generate) is not null && parsed.GetValue(_file) is not null)
        {
            throw new LensInputException($"{generate.Name} writes with the model as it is, and {_file.Name} changes it; give one of them.");
        }
    }

    /// <summary>Loads a model and changes it as the file says, if one was given.</summary>
    public async Task<LensModel> LoadAsync(ParseResult parsed, Session session, string model, EncodeOptions encode, CancellationToken cancellationToken)
    {
        LensModel loaded = await session.LoadAsync(model, cancellationToken, Loading(parsed));
        if (parsed.GetValue(_file) is not { } file)
        {
            return loaded;
        }

        try
        {
            InterventionSet set = await InterventionFile.ReadAsync(file, loaded.Card.Labels, cancellationToken);
            IntervenedModel changed = await set.ApplyToAsync(loaded, encode, cancellationToken);
            session.Hint($"note: {changed.Card.Caveats[^1]}");
            return changed;
        }
        catch
        {
            await loaded.DisposeAsync();
            throw;
        }
    }
}
