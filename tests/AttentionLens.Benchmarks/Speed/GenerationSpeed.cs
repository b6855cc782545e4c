using AttentionLens.Gpt2;
using AttentionLens.Models;
using AttentionLens.Numerics;

namespace AttentionLens.Benchmarks;

/// <summary>Writing with kept keys and values beside a pass over everything for each token, on a causal model of 6 layers and width 256.</summary>
public static class GenerationSpeed
{
    private const int Layers = 6;
    private const int Width = 256;
    private const int Vocabulary = 1000;
    private const int Prompt = 16;
    private const int Written = 128;
    private const int Rounds = 5;

    public static void Print(TextWriter output)
    {
        string folder = Directory.CreateTempSubdirectory("lens-generation-speed-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "config.json"), $$"""
                {"model_type": "gpt2", "architectures": ["GPT2LMHeadModel"], "n_embd": {{Width}}, "n_head": 8, "n_layer": {{Layers}},
                 "n_positions": {{Prompt + Written}}, "vocab_size": {{Vocabulary}}}
                """);
            TransformerModel model = new Gpt2Adapter().Initialize(ModelFolder.Open(folder), seed: 1);
            ThreadTeam.Resize(1);
            LensInput prompt = new() { Ids = [.. Enumerable.Range(1, Prompt)] };
            output.WriteLine($"{Layers} layers, width {Width}, a prompt of {Prompt} tokens, {Written} new ones; one thread by its processor time, best of {Rounds} rounds.");
            double kept = double.PositiveInfinity;
            double whole = double.PositiveInfinity;
            for (int round = 0; round < Rounds; round++)
            {
                kept = Math.Min(kept, Seconds(() => WithCache(model, prompt)));
                whole = Math.Min(whole, Seconds(() => WithoutCache(model, prompt)));
            }

            output.WriteLine($"with kept keys and values    {kept * 1000 / Written:F2} ms a token");
            output.WriteLine($"with a pass over everything  {whole * 1000 / Written:F2} ms a token, {whole / kept:F1} times as long");
            model.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void WithCache(TransformerModel model, LensInput prompt) => new TextGenerator(model)
        .GenerateAsync(prompt, new GenerationOptions { MostTokens = Written, EndIds = [] }).AsTask().GetAwaiter().GetResult();

    private static void WithoutCache(TransformerModel model, LensInput prompt)
    {
        TokenSampler sampler = new(new GenerationOptions());
        for (int written = 0; written < Written; written++)
        {
            InputBatch batch = model.Inputs.Collate([model.Inputs.Encode(0, prompt, new EncodeOptions())]);
            using ModelRun run = model.RunAsync(batch, RunPlan.OutputOnly).AsTask().GetAwaiter().GetResult();
            prompt = new LensInput { Ids = prompt.Ids.Add(sampler.Next(run.Output.Values[^Vocabulary..]).Id) };
        }
    }

    // One thread is timed by its own processor time: what other processes take does not count.
    private static double Seconds(Action action)
    {
        double start = ThreadClock.Seconds;
        action();
        return ThreadClock.Seconds - start;
    }
}
