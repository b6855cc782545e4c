using System.Text.Json.Nodes;

namespace AttentionLens.Testing.Conformance;

/// <summary>What a configuration asks for is done, refused, or told.</summary>
internal sealed class ConfigRefusedLaw : Law
{
    private const string Unknown = "conformance_unknown_key";
    private const string Nonsense = "conformance nonsense";

    public override string Id => "config-refused";

    public override string Demand =>
        "A key of config.json that the adapter does not know is refused or named on the model card, quantised weights are refused, and a key with a senseless value is refused in one line or changes no number.";

    public override async ValueTask CheckAsync(Subject subject, Verdict verdict)
    {
        if (!ScratchFolder.CanCopy(subject.Folder))
        {
            verdict.DoesNotApply("the folder is too large to be copied; check the adapter on a small checkpoint too");
            return;
        }

        HookValue output = (await subject.RunAsync(RunPlan.OutputOnly)).Output;
        await CheckUnknownAsync(subject, verdict);
        await CheckRefusedAsync(subject, verdict, "quantization_config", new JsonObject { ["quant_method"] = "conformance", ["bits"] = 4 });
        foreach (string key in subject.Folder.Config.EnumerateObject().Select(entry => entry.Name).Distinct(StringComparer.Ordinal))
        {
            if (key is not ("model_type" or "architectures"))
            {
                await CheckNonsenseAsync(subject, verdict, key, output);
            }
        }
    }

    private static async ValueTask CheckUnknownAsync(Subject subject, Verdict verdict)
    {
        verdict.Saw();
        (LensModel? model, Exception? error) = await LoadAsync(subject, Unknown, 1);
        if (model is null)
        {
            DemandTyped(verdict, Unknown, "1", error!);
            return;
        }

        if (!model.Card.Caveats.Any(caveat => caveat.Contains(Unknown, StringComparison.Ordinal)))
        {
            verdict.Fail(
                $"config.json with the unknown key '{Unknown}' was loaded without a word; refuse it, or name it in ModelCard.Caveats, as ModelConfig.Caveats() does.");
        }

        await model.DisposeAsync();
    }

    private static async ValueTask CheckRefusedAsync(Subject subject, Verdict verdict, string key, JsonNode value)
    {
        verdict.Saw();
        (LensModel? model, Exception? error) = await LoadAsync(subject, key, value);
        if (model is not null)
        {
            verdict.Fail($"config.json with '{key}' was loaded; expected a LensInputException: it changes every number.");
            await model.DisposeAsync();
        }
        else
        {
            DemandTyped(verdict, key, value.ToJsonString(), error!);
        }
    }

    private static async ValueTask CheckNonsenseAsync(Subject subject, Verdict verdict, string key, HookValue expected)
    {
        verdict.Saw();
        (LensModel? model, Exception? error) = await LoadAsync(subject, key, Nonsense);
        if (model is null)
        {
            DemandTyped(verdict, key, $"\"{Nonsense}\"", error!);
            return;
        }

        await using (model)
        {
            HookValue output = (await subject.RunAsync(model, subject.Batch, RunPlan.OutputOnly)).Output;
            if (output.Values.Length != expected.Values.Length || output.FirstOtherBits(expected) >= 0)
            {
                verdict.Fail(
                    $"config.json with '{key}': \"{Nonsense}\" was loaded and gives other numbers; expected a LensInputException that names the key, what was found and what is supported.");
            }
        }
    }

    private static void DemandTyped(Verdict verdict, string key, string value, Exception error)
    {
        if (error is not LensInputException)
        {
            verdict.Fail(
                $"config.json with '{key}': {value} made the adapter throw {error.GetType().Name}; expected a LensInputException: read values with their kind and range checked, as ModelConfig does.");
        }
        else if (error.Message.Contains('\n', StringComparison.Ordinal))
        {
            verdict.Fail($"config.json with '{key}': {value} is refused in several lines; expected one.");
        }
    }

    private static async ValueTask<(LensModel? Model, Exception? Error)> LoadAsync(Subject subject, string key, JsonNode value)
    {
        JsonObject config = JsonNode.Parse(subject.Folder.Config.GetRawText())!.AsObject();
        config[key] = value;
        using ScratchFolder folder = new(config.ToJsonString(), subject.Folder);
        try
        {
            return (await subject.Adapter.LoadAsync(folder.Open(), new ModelLoadOptions(), null, subject.CancellationToken), null);
        }
        catch (Exception exception) when (!subject.CancellationToken.IsCancellationRequested)
        {
            return (null, exception);
        }
    }
}
